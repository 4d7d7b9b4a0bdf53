import { drawPortrait } from "../jobs/providers/emulator/draw-portrait.ts";
import { createVision } from "../jobs/providers/vision/vision.ts";
import { descriptorSimilarity } from "../agents/domain/avatars/similarity.ts";
import { readFile } from "node:fs/promises";
const v = createVision();
const dist=(a:readonly number[],b:readonly number[])=>Math.hypot(...a.map((x,i)=>x-b[i]!));
const all: {id:number, d: readonly number[]}[]=[];
let drawMs=0, lookMs=0, missed=0, multi=0; const ages:number[]=[];
for(let id=1;id<=6;id++)for(let seed=1;seed<=4;seed++){
 let t=Date.now(); const p=await drawPortrait({identity:`id-${id}`,seed,width:832,height:1040}); drawMs+=Date.now()-t;
 t=Date.now(); const f=await v.findFaces(p); lookMs+=Date.now()-t;
 if(!f.length){missed++;continue} if(f.length>1)multi++;
 ages.push(f[0]!.apparentAge); all.push({id,d:f[0]!.descriptor});
}
const same:number[]=[],diff:number[]=[];
for(let i=0;i<all.length;i++)for(let j=i+1;j<all.length;j++)(all[i]!.id===all[j]!.id?same:diff).push(dist(all[i]!.d,all[j]!.d));
const q=(x:number[])=>{x.sort((a,b)=>a-b);return [0,.05,.5,.95,1].map(p=>x[Math.min(x.length-1,Math.floor(p*x.length))]!.toFixed(2)).join(" ")};
console.log({missed,multi,draw:drawMs/24,look:lookMs/24,same:q(same),diff:q(diff),ages:q(ages)});
console.log(same.filter(d=>d>0.48).length, same.length, diff.filter(d=>d<0.48).length, diff.length);
const t=Date.now(); console.log((await v.findFaces(await readFile("node_modules/@vladmandic/face-api/demo/sample1.jpg"))).length, Date.now()-t);
console.log(await v.classify(await readFile("node_modules/@vladmandic/face-api/demo/sample1.jpg")));
