/** The moving picture: its controls and its board of lines. */
export const REPLAY_STYLE = `
.player { background: var(--surface); border: 1px solid var(--hair); border-radius: var(--radius); padding: clamp(1rem, 3vw, 1.75rem); margin: 0 0 1.5rem; }
.player .when { font-size: 1.25rem; font-weight: 620; letter-spacing: -.014em; font-variant-numeric: tabular-nums; margin: 0; }
.player .now { margin: .15rem 0 .75rem; font-size: .9375rem; color: var(--muted); min-height: 1.5em; font-variant-numeric: tabular-nums; }
.player .now b { color: var(--bad); font-weight: 620; }
.player input[type=range] { width: 100%; height: 1.75rem; margin: 0; accent-color: var(--accent); }
.player .controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0 0; }
.player button, .player select { font: inherit; font-size: .875rem; line-height: 1.4; color: var(--ink); background: var(--sunk); border: 1px solid var(--edge); border-radius: 8px; padding: .4rem .8rem; cursor: pointer; max-width: 100%; }
.player button:hover { border-color: var(--accent); }
.player button:disabled { color: var(--muted); cursor: default; border-color: var(--hair); }
.player .play { min-width: 5.5rem; font-weight: 620; }
.player :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.player label { display: inline-flex; gap: .4em; align-items: center; font-size: .875rem; color: var(--muted); }
.player .keys { font-size: .8125rem; color: var(--muted); margin: .75rem 0 0; }
.player kbd { font: .75rem var(--mono); border: 1px solid var(--edge); border-radius: 4px; padding: 0 .35em; }
.board { list-style: none; margin: 1.25rem 0 0; padding: 0; display: grid; gap: .375rem; grid-template-columns: repeat(auto-fill, minmax(9.25rem, 1fr)); }
.board li { position: relative; contain: content; min-width: 0; border: 1px solid var(--hair); border-radius: 6px; padding: .35rem .5rem .5rem; background: var(--page); font-size: .8125rem; line-height: 1.4; overflow: hidden; }
.board .id { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ink); text-decoration: none; }
.board a.id:hover { text-decoration: underline; }
.board .row { display: flex; justify-content: space-between; gap: .5rem; }
.board .n { font-variant-numeric: tabular-nums; color: var(--muted); }
.board li.on .n { color: var(--ink); font-weight: 620; }
.board li::after { content: ""; position: absolute; left: .5rem; right: .5rem; bottom: 2px; height: 3px; border-radius: 2px; transform: scaleX(var(--calls, 0)); transform-origin: left; background: var(--accent); }
.board li.bad { border-color: var(--flagged); box-shadow: inset 3px 0 0 var(--flagged); }
.board li.fresh { outline: 2px solid var(--ink); outline-offset: -1px; }
.board .score { display: block; position: relative; height: 5px; margin: .2rem 0 .1rem; background: var(--sunk); border-radius: 2px; }
.board .score i { position: absolute; inset: 0 auto 0 0; background: var(--muted); border-radius: 2px; }
.board .score u { position: absolute; top: -1px; bottom: -1px; width: 2px; background: var(--s2); }
.board .score s { position: absolute; top: -2px; bottom: -2px; width: 1px; background: var(--ink); }
.board.small { grid-template-columns: repeat(auto-fill, minmax(5.25rem, 1fr)); gap: .25rem; }
.board.small li { padding: .2rem .35rem .35rem; font-size: .75rem; }
.board.small .status { font-size: .6875rem; }
.moments td, .moments th { white-space: normal; text-align: left; }
.moments tr > :first-child { white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) { .board li::after { transition: transform .12s linear; } }
@media print { .player { display: none; } }
`;
