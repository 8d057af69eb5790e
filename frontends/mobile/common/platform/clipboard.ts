/** Puts a text where it can be pasted; we say so ourselves, in the person's language. */
export function copyText(text: string, onCopied: () => void): void {
  uni.setClipboardData({ data: text, showToast: false, success: onCopied })
}
