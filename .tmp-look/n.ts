import { createImageClassifier } from "../jobs/providers/vision/image-classifier.ts";
import { createFaceFinder } from "../jobs/providers/vision/face-finder.ts";
import { drawPortrait } from "../jobs/providers/emulator/draw-portrait.ts";
import { createRequire } from "node:module";
const p = await drawPortrait({identity:"a",seed:1,width:416,height:520});
const order = process.argv[2];
const c = createImageClassifier(), f = createFaceFinder();
for (const x of order!) { try { console.log(x, x==="c"? await c(p) : (await f(p)).length); } catch (e) { console.log(x, e, (e as any).cause); } }
const req=createRequire(import.meta.url); console.log(req("@tensorflow/tfjs-core").memory().numTensors);
