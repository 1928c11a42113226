import { FONT } from './theme';

const LIGHT = `
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2430; --soft: #5a6675; --line: #dde2e8; --accent: #0069a8;
  --good: #00694d; --warn: #8a5a00; --bad: #b03c00; --good-wash: #e3f4ee; --warn-wash: #fdf1d8; --bad-wash: #fdeadf; color-scheme: light;`;
const DARK = `
  --page: #12161c; --card: #1b222b; --ink: #e6eaf0; --soft: #9aa7b6; --line: #303a46; --accent: #6cbcf0;
  --good: #45d0a4; --warn: #f0b94a; --bad: #ff8f5a; --good-wash: #14302a; --warn-wash: #352b14; --bad-wash: #3a2216; color-scheme: dark;`;

/** The report's look: light and dark, desktop and phone, and on paper. No font or picture comes from outside. */
export const REPORT_STYLE = `
:root {${LIGHT} }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${DARK} } }
:root[data-theme="dark"] {${DARK} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 ${FONT}; overflow-wrap: anywhere; }
main, header.top { max-width: 1200px; margin: 0 auto; padding: 0 20px; }
header.top { display: flex; gap: 16px; align-items: flex-start; justify-content: space-between; padding-top: 28px; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 1.25rem; margin: 0 0 12px; }
h3 { font-size: 1rem; margin: 0 0 4px; }
p { margin: 0 0 10px; }
a { color: var(--accent); }
.about, .note, .facts { color: var(--soft); }
.note, .facts { font-size: 0.875rem; }
button#theme { font: inherit; padding: 6px 14px; border-radius: 8px; border: 1px solid var(--line); background: var(--card); color: var(--ink); cursor: pointer; white-space: nowrap; }
html:not(.js) button#theme, html:not(.js) .controls, html:not(.js) .cut { display: none; }
nav.contents { max-width: 1200px; margin: 6px auto 0; padding: 0 20px; font-size: 0.9rem; }
nav.contents ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; }
nav.contents ol ol { display: none; }
section, #notebook h2[id] { scroll-margin-top: 12px; }
@media (min-width: 1180px) {
  .layout { max-width: 1460px; margin: 0 auto; display: grid; grid-template-columns: 230px minmax(0, 1fr); align-items: start; }
  .layout main { margin: 0; }
  header.top { max-width: 1460px; padding-left: 250px; }
  nav.contents { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; margin: 0; padding: 24px 0 24px 20px; }
  nav.contents ol { display: block; }
  nav.contents li { margin: 0 0 6px; }
  nav.contents ol ol { display: block; margin: 6px 0 0 12px; font-size: 0.94em; }
}
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin: 18px 0; }
.confidential { border-left: 4px solid var(--warn); background: var(--warn-wash); padding: 8px 14px; border-radius: 6px; margin: 16px 0 0; font-size: 0.9rem; }
.cards { margin-bottom: 18px; display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 14px; }
.card { border: 1px solid var(--line); border-top: 4px solid; border-radius: 10px; padding: 14px 16px; }
.card ul { margin: 0; padding-left: 18px; font-size: 0.9rem; color: var(--soft); }
.card h3 { color: var(--soft); font-weight: 500; }
.card .answer { font-size: 1.35rem; font-weight: 650; line-height: 1.25; }
.card.plain { border-top-color: var(--accent); }
.card.good { border-top-color: var(--good); } .card.good .answer { color: var(--good); }
.card.warn { border-top-color: var(--warn); } .card.warn .answer { color: var(--warn); }
.card.bad { border-top-color: var(--bad); } .card.bad .answer { color: var(--bad); }
.table-scroll { overflow-x: auto; margin-bottom: 14px; }
.table-scroll:last-child { margin-bottom: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 56px); }
caption { text-align: left; font-weight: 600; padding-bottom: 8px; overflow-wrap: normal; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; }
tbody th { font-weight: 550; }
td.long, th.long { overflow-wrap: anywhere; min-width: 15em; }
th.num, td.num { text-align: right; overflow-wrap: normal; white-space: nowrap; }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; border-bottom-width: 2px; }
thead th.num { white-space: normal; }
thead button { all: unset; cursor: pointer; color: var(--soft); font-weight: 600; line-height: 1.25; }
thead button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.js thead button::after { content: '\\00a0↕'; opacity: 0.45; }
.js th[aria-sort="ascending"] button::after { content: '\\00a0↑'; opacity: 1; }
.js th[aria-sort="descending"] button::after { content: '\\00a0↓'; opacity: 1; }
.bad { color: var(--bad); } .good { color: var(--good); } .muted { color: var(--soft); }
td.bad, th.bad { font-weight: 650; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); gap: 18px 24px; }
.deid-figure { min-width: 0; }
.deid-static { background: #fff; border-radius: 6px; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; margin-bottom: 10px; }
.controls label { min-width: 0; max-width: 100%; }
.controls select, .controls input[type="search"] { font: inherit; padding: 4px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--page); color: var(--ink); max-width: 100%; }
#gallery-count { color: var(--soft); margin-left: auto; }
.box-legend { list-style: none; padding: 0; margin: 0 0 14px; display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 0.875rem; }
.box-legend svg { vertical-align: -2px; margin-right: 4px; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 22px; align-items: start; }
.shot { border: 1px solid var(--line); border-radius: 10px; padding: 12px; min-width: 0; }
.gallery.large { grid-template-columns: 1fr; }
.gallery.large .pane { max-height: none; }
.shot[hidden] { display: none; }
.shot[data-leaked="yes"] { border-color: var(--bad); }
.shot h3 { font-size: 0.9rem; }
.shot p { margin-bottom: 8px; font-size: 0.875rem; }
.badge { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 0.8rem; font-weight: 600; }
.badge.good { background: var(--good-wash); } .badge.warn { background: var(--warn-wash); color: var(--warn); } .badge.bad { background: var(--bad-wash); }
.compare { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; position: relative; }
.compare.single { grid-template-columns: 1fr; }
.compare figure { margin: 0; min-width: 0; }
.compare .pane { position: relative; width: 100%; max-height: 620px; overflow: hidden; background: #000; border-radius: 6px; }
.compare img { width: 100%; height: 100%; object-fit: contain; display: block; }
.compare .boxes, .compare .boxes svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.compare .withheld { color: #ddd; text-align: center; padding: 20% 10px 0; margin: 0; }
.compare figcaption { color: var(--soft); font-size: 0.8rem; padding-top: 2px; }
.no-boxes .boxes { display: none; }
@media screen {
  .js .compare:not(.single) { display: block; cursor: ew-resize; touch-action: pan-y; user-select: none; overflow: hidden; border-radius: 6px; }
  .js .compare:not(.single) .after { position: absolute; inset: 0; clip-path: inset(0 calc(100% - var(--cut, 50%)) 0 0); }
  .js .compare .tag { position: absolute; top: 8px; padding: 0 8px; border-radius: 4px; background: rgba(0,0,0,0.65); color: #fff; font-size: 0.75rem; pointer-events: none; }
  .js .compare .tag-after { left: 8px; } .js .compare .tag-before { right: 8px; }
  .js .compare[data-end="before"] .tag-after, .js .compare[data-end="after"] .tag-before { display: none; }
  .js .compare:not(.single) .after .pane { height: 100%; }
  .js .compare:not(.single) figcaption { display: none; }
  .js .compare:not(.single)::after { content: ''; position: absolute; top: 0; bottom: 0; left: calc(var(--cut, 50%) - 1px); width: 2px; background: #fff; box-shadow: 0 0 4px rgba(0,0,0,0.7); pointer-events: none; }
}
.tag { display: none; }
.js .tag { display: inline; }
.cut { display: flex; align-items: center; gap: 10px; font-size: 0.8rem; color: var(--soft); margin: 6px 0; }
.slider { flex: 1; min-width: 0; margin: 0; accent-color: var(--accent); }
dl.method { display: grid; grid-template-columns: minmax(120px, 200px) 1fr; gap: 6px 18px; font-size: 0.9rem; margin: 0; }
dl.method dt { font-weight: 600; } dl.method dd { margin: 0; color: var(--soft); }
details summary { cursor: pointer; font-weight: 600; margin-bottom: 8px; }
@media (max-width: 640px) {
  main, header.top, nav.contents { padding-left: 12px; padding-right: 12px; }
  section { padding: 14px 12px; border-radius: 8px; }
  h1 { font-size: 1.35rem; }
  dl.method { grid-template-columns: 1fr; } dl.method dd { margin-bottom: 8px; }
  #gallery-count { margin-left: 0; }
}
@media print {
  :root, :root[data-theme="dark"] {${LIGHT} }
  html { font-size: 12px; }
  body { background: #fff; font-size: 11px; }
  #notebook details:not([open]), .tag { display: none; }
  #notebook .text_cell h2 { margin-top: 12px !important; padding-top: 8px !important; }
  #notebook figure img { max-height: 190px; width: auto; }
  .cards { grid-template-columns: repeat(3, 1fr); }
  section { border: none; padding: 0; break-inside: auto; }
  .figures { display: block; }
  .gallery { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
  .deid-figure { zoom: 0.65; }
  .deid-figure, .shot, .card, tr { break-inside: avoid; }
  .shot { margin-bottom: 12px; }
  .layout { display: block; }
  .shot:nth-child(n + 5) { display: none; }
  .gallery::after { content: 'The other pictures are in the page itself.'; }
  .compare { max-width: 520px; }
  .js thead button::after { content: none; }
  button#theme, nav.contents, .controls, .cut, .modebar { display: none !important; }
  .table-scroll { overflow: visible; }
  td.long, th.long { min-width: 0; }
  table { font-size: 9px; } th, td { padding: 2px 4px; min-width: 0; }
}
`;
