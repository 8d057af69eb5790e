"""Style and search of the reference: small enough to stand in the page."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --line: #8884; --dim: #6b7280; --link: #2563eb }
@media (prefers-color-scheme: dark) { :root { --link: #93b4ff; --dim: #9ca3af } }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.55 system-ui, sans-serif; display: grid; grid-template-columns: 20rem 1fr }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem;
  border-right: 1px solid var(--line) }
nav input { width: 100%; padding: .45rem .6rem; margin-bottom: .8rem; font: inherit }
nav a, nav b { display: block; padding: .12rem 0; font-size: .87rem }
nav b { margin-top: .8rem; text-transform: uppercase; font-size: .72rem; color: var(--dim) }
main { padding: 1rem 2rem 6rem; max-width: 60rem; min-width: 0 }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
h1 small { color: var(--dim); font-weight: 400 }
h2 { margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem }
h2 a, h3 a { color: inherit }
h3 { margin: 0 0 .3rem } h4 { margin: .6rem 0 .1rem; font-size: .8rem; color: var(--dim) }
section { padding: .9rem 0; border-bottom: 1px solid var(--line) } section:target { background: #ffd54a22 }
p { margin: .3rem 0 } code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
td { border-top: 1px solid var(--line); padding: .25rem .6rem .25rem 0; vertical-align: top;
  overflow-wrap: anywhere }
i.get, i.post, i.put, i.delete { font: 700 .72rem ui-monospace, monospace; font-style: normal }
i.get { color: #0a7d4b } i.post { color: #b45309 } i.put { color: #2563eb } i.delete { color: #b91c1c }
b.status { color: var(--dim); font-weight: 600 }
@media (max-width: 800px) { body { display: block } nav { position: static; height: auto; max-height: 40vh } }
"""

SEARCH_SCRIPT: Final = """
const box = document.getElementById('find')
const all = [...document.querySelectorAll('[data-find]')]
box.addEventListener('input', () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean)
  for (const one of all) one.hidden = !words.every(word => one.dataset.find.includes(word))
})
document.addEventListener('keydown', event => {
  if (event.key === '/' && event.target !== box) { event.preventDefault(); box.focus() }
})
"""
