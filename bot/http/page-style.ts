// The style sheet of the small pages; the same colours as the console.
export const PAGE_STYLE = `
:root { color-scheme: light dark; --back: #faf7f8; --panel: #fff; --text: #231a20; --soft: #6a5c65; --line: #e6dce1;
  --accent: #b81d5c; --on-accent: #fff; --bad: #b3261e; --bad-back: #fdecea; --code: #f4eef1; }
@media (prefers-color-scheme: dark) { :root { --back: #141015; --panel: #1e181f; --text: #f1e9ee; --soft: #b3a4ad;
  --line: #392e38; --accent: #ff7fae; --on-accent: #2b0716; --bad: #ffb4ab; --bad-back: #43191a; --code: #2a222b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { margin: .4rem 0 1rem; } .soft { color: var(--soft); }
.narrow { max-width: 26rem; margin: 14vh auto 2rem; padding: 2rem; background: var(--panel); border: 1px solid var(--line);
  border-radius: 18px; box-shadow: 0 12px 40px rgb(60 10 40 / .08); }
.narrow .mark { width: 44px; height: 44px; display: block; margin-bottom: 1.1rem; }
.wide { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
label { display: block; font-weight: 600; font-size: .9rem; margin: 1rem 0 .3rem; }
input { width: 100%; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 10px; padding: .65rem .8rem; }
input[type="checkbox"], input[type="radio"] { width: auto; margin: 0 .5rem 0 0; } input[type="checkbox"] + label, input[type="radio"] + label { display: inline; font-weight: 400; }
button, .button { display: inline-block; font: inherit; font-weight: 600; text-decoration: none; border: 0; border-radius: 10px;
  padding: .7rem 1.2rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
.narrow button, .narrow .button { width: 100%; text-align: center; margin-top: 1.3rem; }
button:hover, .button:hover { filter: brightness(1.07); }
.error { background: var(--bad-back); color: var(--bad); border-radius: 10px; padding: .7rem .9rem; margin: 0 0 1rem; }
.hint { color: var(--soft); font-size: .88rem; margin: 1.4rem 0 0; }
code, pre { font: .88em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--code); border-radius: 7px; }
code { padding: .1em .35em; } pre { padding: .9rem 1rem; overflow-x: auto; margin: .5rem 0; } pre code { padding: 0; background: none; font-size: 1em; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; } th { text-align: left; color: var(--soft); font-weight: 600; }
th, td { padding: .45rem .7rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.search { display: flex; gap: .6rem; margin: 1.4rem 0 2rem; } .search label { position: absolute; left: -999rem; }
.command { background: var(--panel); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.3rem; margin: 1rem 0; }
.command h3 { margin: 0 0 .2rem; font-size: 1.05rem; } .command h3 code { background: none; padding: 0; color: var(--accent); }
.tags { display: flex; flex-wrap: wrap; gap: .4rem; margin: .6rem 0 .8rem; }
.tag { font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 99px; padding: .1rem .65rem; }
.notes { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: .2rem 2.5rem; } .notes h2 { margin: .8rem 0 .2rem; font-size: 1rem; }
.toc { columns: 14rem; list-style: none; padding: 0; margin: 0 0 1.5rem; font-size: .93rem; }
@media (max-width: 480px) { .narrow { margin: 0; min-height: 100vh; border: 0; border-radius: 0; padding: 3.5rem 1.4rem; } }
`;
