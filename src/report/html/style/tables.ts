/** Tables, bars of status, the list of numbers. Wide tables scroll in their own box. */
export const TABLES = `
.scroll { position: relative; overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .5rem .55rem; border-bottom: 1px solid var(--hair); vertical-align: baseline; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; font-size: .8125rem; line-height: 1.3; color: var(--muted); white-space: normal; vertical-align: bottom; border-bottom-color: var(--edge); }
tbody th { font-weight: 500; } .l { text-align: left; } td.wrap { white-space: normal; min-width: 14rem; text-align: left; }
td small, th small { color: var(--muted); font-size: .8125rem; font-weight: 400; }
.sortable thead button { all: unset; cursor: pointer; }
.sortable thead button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.sortable thead button::after { content: "\\2195"; color: var(--muted); opacity: .55; margin-left: .3em; }
.sortable [aria-sort="ascending"] button::after { content: "\\2191"; color: var(--ink); opacity: 1; }
.sortable [aria-sort="descending"] button::after { content: "\\2193"; color: var(--ink); opacity: 1; }
@media (max-width: 60rem) { .scroll th:first-child { position: sticky; left: 0; background: var(--page); z-index: 1; padding-right: .75rem; } .card .scroll th:first-child { background: var(--surface); } }
.values { width: auto; min-width: min(100%, 22rem); font-size: .8125rem; } .values th, .values td { padding: .25rem .75rem; }
.values th:first-child { text-align: left; padding-left: 0; }
.healthy { --fill: var(--healthy); --tall: 45%; } .degraded { --fill: var(--degraded); --tall: 80%; } .capped { --fill: var(--capped); --tall: 62%; }
.flagged { --fill: var(--flagged); --tall: 100%; } .paused { --fill: var(--paused); --tall: 80%; } .resting { --fill: var(--resting); --tall: 62%; }
.inactive { --fill: var(--inactive); --tall: 30%; } .released, .detached { --fill: var(--released); --tall: 30%; }
.status { display: inline-flex; align-items: baseline; gap: .45em; white-space: nowrap; }
.status::before { content: ""; width: .65em; height: .65em; border-radius: 2px; background: var(--fill); flex: none; }
.bar { display: inline-flex; width: 6rem; height: .8rem; vertical-align: -.1rem; border-radius: 2px; overflow: hidden; background: var(--sunk); align-items: flex-end; }
.bar i { display: block; height: var(--tall); background: var(--fill); }
.lane { display: block; width: 100%; height: 1.1rem; background: var(--sunk); border-radius: 2px; } .lane path { fill: var(--fill); }
details.behind { margin: .5rem 0 0; font-size: .875rem; } .behind > summary { color: var(--muted); width: fit-content; } summary { cursor: pointer; }
.behind .scroll { max-height: 22rem; overflow: auto; margin-top: .5rem; } .behind .file { font: .8125rem var(--mono); }
details.number { border-top: 1px solid var(--hair); content-visibility: auto; contain-intrinsic-size: auto 3rem; }
details.number:last-of-type { border-bottom: 1px solid var(--hair); }
.number > summary { display: grid; grid-template-columns: 1rem minmax(9.5rem, 12rem) minmax(0, 1fr); align-items: center; gap: .25rem .75rem; padding: .7rem 0; list-style: none; }
.number > summary::-webkit-details-marker { display: none; }
.number > summary::before { content: "\\25B8"; color: var(--muted); } .number[open] > summary::before { content: "\\25BE"; }
.number > summary h3 { margin: 0; line-height: inherit; justify-self: start; } .number > summary .id { font-weight: 600; font-size: .9375rem; }
.number > summary .rest { display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: center; font-size: .875rem; color: var(--muted); min-width: 0; }
.number > summary .lane { flex: 1 1 8rem; max-width: 20rem; margin-left: auto; height: .8rem; }
.number > div { padding: .25rem 0 2.25rem; scroll-margin-top: 3.5rem; }
@media (max-width: 40rem) { .number > summary { grid-template-columns: 1rem minmax(0, 1fr); } .number > summary .rest { grid-column: 2; } }
`;
