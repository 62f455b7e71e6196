/** On paper: no navigation and no closed details, rows and charts in one piece. */
export const PRINT = `
@media print {
  @page { margin: 14mm 13mm; }
  html, body { background: #fff; font-size: 9.5pt; --page: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .contents, .jump, .screen, details.behind:not([open]) { display: none !important; }
  .page { max-width: none; padding: 0; } .frame { display: block; }
  main > section { padding-top: 1rem; } main > section + section { margin-top: 1.5rem; }
  h2, h3, h4, figcaption, .lead { break-after: avoid; } tr, figure, .card, .rules > li, .hints li, p { break-inside: avoid; } .card:has(.rules) { break-inside: auto; border: 0; padding: 0; }
  thead { display: table-header-group; } .scroll, .behind .scroll { overflow: visible; max-height: none; }
  table { font-size: 7.5pt; } th, td { padding: .25rem .35rem; } .bar { width: 4.5rem; }
  a { color: inherit; text-decoration: none; } .sortable thead button::after { content: "" !important; }
  details.number { content-visibility: visible; } .number > summary::before { content: "" !important; }
  .plot { --height: 10rem; } figure { margin: 1rem 0 1.25rem; }
}
`;
