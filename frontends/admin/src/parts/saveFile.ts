/** Hands a text to the browser as a file; the mark in front lets spreadsheets read it as UTF-8. */
export function saveFile(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', content], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
