/** Charts: the drawing is stretched, its lines and texts are not. */
export const CHARTS = `
figure { margin: 2rem 0 2.5rem; }
figcaption { margin: 0 0 .625rem; } .chart-title { display: block; font-weight: 620; font-size: 1rem; line-height: 1.4; letter-spacing: -.005em; }
.chart-note { display: block; color: var(--muted); font-size: .875rem; line-height: 1.5; max-width: 44rem; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; list-style: none; margin: 0 0 .625rem; padding: 0; font-size: .8125rem; line-height: 1.5; }
.legend li { display: inline-flex; align-items: center; gap: .5em; }
i.key { width: 1.75rem; flex: none; border-top: 2px solid var(--stroke); } i.key.s2, i.key.s5, i.key.limit { border-top-style: dashed; } i.key.s3, i.key.true { border-top-style: dotted; }
i.key.s4, i.key.s6 { border-image: repeating-linear-gradient(90deg, var(--stroke) 0 8px, transparent 8px 11px, var(--stroke) 11px 13px, transparent 13px 16px) 1; }
i.key.refresh, i.key.upright { width: 0; height: .8em; border: 0; border-left: 1.5px solid var(--stroke); }
.swatch-box { width: .8em; height: .8em; border-radius: 2px; background: var(--fill); flex: none; }
.plot { display: grid; grid-template-columns: 3rem minmax(0, 1fr); grid-template-rows: auto auto 1.6rem auto; --height: 15rem; }
.chart-small .plot { --height: 9rem; } .chart-low .plot { --height: 6rem; }
.plot svg { grid-area: 2 / 2; width: 100%; height: var(--height); display: block; overflow: visible; }
.axes { display: contents; } .y-label { grid-area: 1 / 1 / 2 / 3; font-size: .8125rem; line-height: 1.4; color: var(--muted); margin-bottom: .6rem; }
.y-ticks { grid-area: 2 / 1; position: relative; } .x-ticks { grid-area: 3 / 2; position: relative; }
.y-ticks span { position: absolute; right: .6rem; transform: translateY(-50%); white-space: nowrap; }
.x-ticks span { position: absolute; top: .45rem; transform: translateX(-50%); white-space: nowrap; }
.x-ticks .first { transform: none; } .x-ticks .last { transform: translateX(-100%); }
.y-ticks, .x-ticks { font-size: .8125rem; line-height: 1; color: var(--muted); font-variant-numeric: tabular-nums; }
.x-label { grid-area: 4 / 2; text-align: right; font-size: .8125rem; line-height: 1.4; color: var(--muted); }
@media (max-width: 44rem) { .x-ticks .minor { display: none; } .x-ticks .late { transform: translateX(-85%); } .plot { --height: 12rem; } }
.pair .x-ticks .late { transform: translateX(-85%); } .pair .x-ticks .minor, .chart-small .x-ticks .minor { display: none; }
.plot path { vector-effect: non-scaling-stroke; }
.grid { stroke: var(--grid); stroke-width: 1; fill: none; } .grid-x { stroke-dasharray: 1 4; stroke: var(--edge); }
.line { fill: none; stroke: var(--stroke); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.fill { fill: var(--fill); stroke: none; } .band { fill: var(--stroke); fill-opacity: var(--band); stroke: none; }
.s1 { --stroke: var(--s1); --fill: var(--s1); } .s2 { --stroke: var(--s2); --fill: var(--s2); } .s3 { --stroke: var(--s3); --fill: var(--s3); }
.s4 { --stroke: var(--s4); --fill: var(--s4); } .s5 { --stroke: var(--s5); --fill: var(--s5); } .s6 { --stroke: var(--s6); --fill: var(--s6); }
.line.dots { stroke-width: 5.5; }
.line.s2 { stroke-dasharray: 7 4; } .line.s3 { stroke-dasharray: 2 4; } .line.s4 { stroke-dasharray: 9 4 2 4; } .line.s5 { stroke-dasharray: 14 5; } .line.s6 { stroke-dasharray: 4 5; }
.limit { --stroke: var(--ink); } .stall-line { --stroke: var(--stall); } .observed { --stroke: var(--s1); } .true { --stroke: var(--s2); } .refresh { --stroke: var(--muted); }
.line.limit { stroke-width: 1.25; stroke-dasharray: 5 4; } .line.true { stroke-width: 1.25; stroke-dasharray: 1 3; } .line.refresh { stroke-width: 1.25; }
.rest { --fill: var(--edge); }
.track { width: 34%; min-width: 11rem; } .ends { display: flex; justify-content: space-between; font-weight: 400; font-size: .75rem; }
.interval { display: block; width: 100%; height: 20px; overflow: visible; }
.interval path { fill: none; vector-effect: non-scaling-stroke; stroke-linecap: round; } .interval .base { stroke: var(--hair); stroke-width: 1; }
.interval .whisker { stroke: var(--stroke); stroke-width: 3; opacity: .45; } .interval .dot { stroke: var(--stroke); stroke-width: 10; }
.risky { --stroke: var(--bad); } .calm { --stroke: var(--good); }
.chart-heat { margin: 1.25rem 0 1.75rem; } .chart-heat .chart-title { font-size: .9375rem; font-weight: 600; }
.heat { display: grid; grid-template-columns: 3rem minmax(0, 1fr); row-gap: 3px; align-items: center; font-size: .8125rem; color: var(--muted); }
.heat svg { width: 100%; height: 1.125rem; box-shadow: inset 0 0 0 1px var(--hair); display: block; } .heat .x-ticks { grid-area: auto; height: 1.5rem; }
.bar.flat i { height: 100%; } .hints-one { background: var(--warn-soft); border-radius: 8px; padding: .625rem .875rem; font-size: .9375rem; }
.night { --fill: var(--night); } .stalled { --fill: color-mix(in srgb, var(--stall) 22%, transparent); }
.w1 { --fill: var(--w1); } .w2 { --fill: var(--w2); } .w3 { --fill: var(--w3); } .w4 { --fill: var(--w4); } .w5 { --fill: var(--w5); }
.h1 { --fill: var(--h1); } .h2 { --fill: var(--h2); } .h3 { --fill: var(--h3); } .h4 { --fill: var(--h4); } .h5 { --fill: var(--h5); }
`;
