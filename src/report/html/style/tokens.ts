/**
 * Colours and measures of the page. Text meets a contrast of 4.5 : 1 on every surface that it stands
 * on, in light and in dark. The series are told apart without colour too: each has dashes of its own.
 * Their hues follow Okabe & Ito (2008), "Color Universal Design", darkened for thin lines on white.
 */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --page: #f8f8f5; --surface: #fff; --sunk: #f0f0eb; --hair: #e3e3db; --edge: #c6c7be;
  --ink: #1b1f23; --muted: #555d65; --accent: #0b5a78;
  --good: #0d6849; --good-soft: #e2f2ea; --warn: #754d00; --warn-soft: #fbf0d9;
  --bad: #a02a16; --bad-soft: #fbe7e1; --plain: #4c545c; --plain-soft: #ecece6;
  --s1: #0b69a8; --s2: #c24e14; --s3: #0a8062; --s4: #8a4f9e; --s5: #94700a; --s6: #59636d;
  --band: .16; --grid: #e7e7e0; --night: #eeeee8; --stall: #a02a16;
  --healthy: #3aa287; --degraded: #e0b13c; --capped: #7f95d8; --flagged: #c6432a;
  --paused: #9a72bd; --resting: #6bb0dc; --inactive: #a4abb1; --released: #545b61;
  --w1: #cfe1ef; --w2: #a3c6e2; --w3: #6ba2cd; --w4: #34749f; --w5: #164a70;
  --h1: #f9d8c1; --h2: #f0b086; --h3: #e07f4d; --h4: #b84a20; --h5: #7c2708;
  --sans: Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
  --radius: 10px; --gutter: clamp(1rem, 3vw, 2.5rem);
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #121518; --surface: #191d21; --sunk: #20252a; --hair: #2c3238; --edge: #464e56;
    --ink: #e8eaec; --muted: #a6afb8; --accent: #7fc3e3;
    --good: #66cfa5; --good-soft: #12312a; --warn: #e5b95e; --warn-soft: #352a12;
    --bad: #ff9a80; --bad-soft: #3c1d16; --plain: #b3bbc3; --plain-soft: #272d33;
    --s1: #6ab4ea; --s2: #f09a63; --s3: #4cc4a0; --s4: #c79bdb; --s5: #d9b850; --s6: #a3adb7;
    --band: .22; --grid: #293036; --night: #1b2024; --stall: #ff9a80;
    --healthy: #3a9c83; --degraded: #d0a236; --capped: #7488cc; --flagged: #d9573c;
    --paused: #9a78bb; --resting: #559cc9; --inactive: #6d757d; --released: #4a5158;
    --w1: #1b2a36; --w2: #234964; --w3: #34749f; --w4: #6ba2cd; --w5: #c3dcef;
    --h1: #3a2419; --h2: #6b3518; --h3: #a84f1f; --h4: #dd8148; --h5: #fbc8a0;
  }
}
`;
