// Style of the pages fans see: phone first, light and dark, no script.
import { createHash } from "node:crypto";

export const FAN_STYLE = `
.shop { max-width: 30rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
.shop header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin: .5rem 0 1rem; }
.shop .price { font-size: 1.5rem; font-weight: 700; color: var(--accent); white-space: nowrap; }
.teasers { display: grid; grid-template-columns: repeat(3, 1fr); gap: .4rem; margin: 0 0 1.2rem; }
.teasers img { width: 100%; height: auto; aspect-ratio: 4 / 5; object-fit: cover; border-radius: 12px; background: var(--line); }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 16px; padding: 1.1rem 1.2rem; }
.check { display: flex; gap: .7rem; align-items: center; font-weight: 500; }
.check input { width: 1.35rem; height: 1.35rem; accent-color: var(--accent); flex: none; }
.shop button { width: 100%; margin-top: 1.1rem; padding: .95rem; font-size: 1.05rem; }
.small { color: var(--soft); font-size: .85rem; margin: 1rem 0 0; }
.notice { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; line-height: 1.6; }
.notice h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
.notice dl { margin: 0; }
.notice dt { margin-top: .9rem; }
.notice dd { margin: 0; }
.notice li { margin: .4rem 0; }
.notice p { overflow-wrap: anywhere; }
.gallery { max-width: 62rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: .8rem; margin: 1.2rem 0; }
.pictures a { display: block; border-radius: 14px; overflow: hidden; background: var(--line); }
.pictures img, .pictures video { width: 100%; height: auto; display: block; border-radius: 14px; }
`;

export const FAN_STYLE_PATH = `/assets/fan-${createHash("sha256").update(FAN_STYLE).digest("hex").slice(0, 12)}.css`;
