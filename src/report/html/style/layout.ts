/** The page's frame: masthead, navigation that stays in sight, sections, running text. */
export const LAYOUT = `
*, *::before, *::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 400 1rem/1.6 var(--sans); -webkit-font-smoothing: antialiased; overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.jump { position: absolute; left: -999rem; }
.jump:focus { left: 1rem; top: 1rem; z-index: 9; background: var(--surface); padding: .5rem 1rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.page { max-width: 82rem; margin: 0 auto; padding: 0 var(--gutter); }
.masthead { padding: clamp(1.75rem, 5vw, 3.5rem) 0 clamp(1.25rem, 3vw, 2rem); }
h1 { font-size: clamp(1.875rem, 4.5vw, 2.875rem); line-height: 1.1; letter-spacing: -.028em; font-weight: 680; margin: 0; }
.why { font-size: clamp(1.0625rem, 2vw, 1.25rem); line-height: 1.5; color: var(--muted); max-width: 46rem; margin: .75rem 0 0; text-wrap: pretty; }
.under { color: var(--muted); font-size: .9375rem; margin: 1rem 0 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; max-width: none; }
.frame { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3.5rem; }
.contents { position: sticky; top: 0; z-index: 5; background: var(--page); border-bottom: 1px solid var(--hair); margin: 0 calc(-1 * var(--gutter)); padding: 0 var(--gutter); }
.contents ol { display: flex; gap: .25rem 1.25rem; overflow-x: auto; list-style: none; margin: 0; padding: 0; scrollbar-width: none; }
.contents a { display: block; padding: .75rem 0; white-space: nowrap; font-size: .875rem; color: var(--muted); text-decoration: none; border-bottom: 2px solid transparent; }
.contents a:hover, .contents a[aria-current] { color: var(--ink); border-color: var(--accent); }
main { min-width: 0; }
main > section { padding: clamp(2rem, 5vw, 3.25rem) 0 0; }
main > section + section { border-top: 1px solid var(--hair); margin-top: clamp(2.5rem, 6vw, 4rem); }
h2 { font-size: clamp(1.375rem, 3vw, 1.75rem); line-height: 1.2; letter-spacing: -.02em; font-weight: 660; margin: 0; }
.lead { color: var(--muted); max-width: 44rem; margin: .5rem 0 1.75rem; text-wrap: pretty; }
h3 { font-size: 1.125rem; line-height: 1.35; letter-spacing: -.01em; font-weight: 640; margin: 2.75rem 0 .5rem; }
h4 { font-size: .9375rem; line-height: 1.4; font-weight: 640; margin: 1.5rem 0 .5rem; }
.lead + h3 { margin-top: 0; }
p { max-width: 44rem; margin: .75rem 0; }
.note { font-size: .875rem; line-height: 1.5; color: var(--muted); max-width: 44rem; }
code, .id { font-family: var(--mono); font-size: .9em; }
pre { font: .8125rem/1.6 var(--mono); background: var(--sunk); border-radius: 8px; padding: .75rem 1rem; margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { border-top: 1px solid var(--hair); margin-top: 4rem; padding: 1.5rem 0 3rem; color: var(--muted); font-size: .875rem; }
.pair { display: grid; align-items: end; grid-template-columns: minmax(0, 1fr); gap: 0 2.5rem; }
@media (min-width: 52rem) { .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (min-width: 68rem) {
  html { scroll-padding-top: 1rem; }
  .frame { grid-template-columns: 11rem minmax(0, 1fr); }
  .contents { align-self: start; border: 0; margin: 0; padding: clamp(2rem, 5vw, 3.25rem) 0 2rem; max-height: 100vh; overflow-y: auto; background: none; }
  .contents ol { flex-direction: column; gap: 0; overflow: visible; }
  .contents a { padding: .375rem 0 .375rem .875rem; white-space: normal; line-height: 1.35; border-bottom: 0; border-left: 2px solid var(--hair); }
  .contents a:hover { border-color: var(--edge); }
  .contents a[aria-current] { border-color: var(--accent); font-weight: 600; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
