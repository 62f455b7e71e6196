/** Cards, tags, tiles and lists of facts. */
export const PARTS = `
.card { background: var(--surface); border: 1px solid var(--hair); border-radius: var(--radius); padding: clamp(1rem, 3vw, 1.75rem); margin: 0 0 1.25rem; }
.good { --tone: var(--good); --soft: var(--good-soft); } .warn { --tone: var(--warn); --soft: var(--warn-soft); }
.bad { --tone: var(--bad); --soft: var(--bad-soft); } .plain, .dim { --tone: var(--plain); --soft: var(--plain-soft); }
.sentence { font-size: clamp(1.1875rem, 2.5vw, 1.4375rem); line-height: 1.4; letter-spacing: -.014em; font-weight: 560; max-width: 48rem; margin: .625rem 0 0; text-wrap: pretty; }
.tag { display: inline-block; padding: .1em .65em; border-radius: 99px; font-size: .8125rem; font-weight: 600; line-height: 1.6; white-space: nowrap; color: var(--tone); background: var(--soft); }
.tag + .tag { margin-left: .35rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(7.5rem, 100%), 1fr)); gap: 1.25rem 1rem; align-items: end; margin: 1.5rem 0 0; padding: 1.25rem 0 0; border-top: 1px solid var(--hair); }
.tiles dt { font-size: .8125rem; line-height: 1.4; color: var(--muted); }
.tiles dd { margin: .125rem 0 0; font-size: 1.5rem; line-height: 1.2; font-weight: 620; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tiles small { display: block; font-size: .8125rem; line-height: 1.4; font-weight: 400; letter-spacing: 0; color: var(--muted); margin-top: .2rem; }
.facts { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .3rem 1.25rem; margin: .75rem 0; font-size: .9375rem; line-height: 1.5; }
.facts dt { color: var(--muted); } .facts dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.hints { list-style: none; margin: .75rem 0; padding: 0; display: grid; gap: .5rem; max-width: 52rem; }
.hints li { background: var(--warn-soft); border-radius: 8px; padding: .625rem .875rem; font-size: .9375rem; line-height: 1.5; }
.hints span { display: block; color: var(--warn); }
.rules { list-style: none; margin: 0; padding: 0; }
.rules > li { display: grid; grid-template-columns: 2.25rem minmax(0, 1fr); gap: .25rem .75rem; padding: 1.375rem 0; border-top: 1px solid var(--hair); }
.rules > li:first-child { border-top: 0; padding-top: 0; } .rules > li:last-child { padding-bottom: 0; }
.rules .n { font-size: .9375rem; font-weight: 640; width: 1.875rem; height: 1.875rem; line-height: 1.875rem; text-align: center; border-radius: 50%; background: var(--sunk); color: var(--muted); }
.rules h3 { margin: .15rem 0 .25rem; font-size: 1.0625rem; } .rules p { margin: .25rem 0; font-size: .9375rem; line-height: 1.55; }
@media (min-width: 56rem) { .rules > li { grid-template-columns: 2.25rem minmax(0, 5fr) minmax(0, 6fr); column-gap: 1.25rem; } .rules .facts { grid-template-columns: 9.5rem minmax(0, 1fr); margin: .2rem 0 0; align-content: start; } }
@media (max-width: 55.99rem) { .rules .facts { grid-column: 2; } }
@media (max-width: 30rem) { .facts { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd { margin-bottom: .5rem; } }
.nb { white-space: nowrap; }
.absent { color: var(--muted); font-style: italic; }
.glossary dt { font-weight: 600; font-size: .9375rem; margin-top: .75rem; } .glossary dd { margin: 0; color: var(--muted); font-size: .9375rem; max-width: 44rem; }
`;
