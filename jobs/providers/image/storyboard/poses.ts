// Where the joints of the figure are in each pose, in heads: x from the middle, y down from the crown. Data only.
import type { Pose } from "./scene-plan.ts";

export type Point = readonly [x: number, y: number];

export interface Joints {
  readonly head: Point;
  readonly neck: Point;
  readonly shoulderLeft: Point;
  readonly shoulderRight: Point;
  readonly elbowLeft: Point;
  readonly elbowRight: Point;
  readonly wristLeft: Point;
  readonly wristRight: Point;
  readonly hipLeft: Point;
  readonly hipRight: Point;
  readonly kneeLeft: Point;
  readonly kneeRight: Point;
  readonly ankleLeft: Point;
  readonly ankleRight: Point;
}

const standing: Joints = {
  head: [0.04, 0.58],
  neck: [0, 1.28],
  shoulderLeft: [-0.74, 1.62],
  shoulderRight: [0.76, 1.54],
  elbowLeft: [-1.06, 2.72],
  elbowRight: [1.1, 2.66],
  wristLeft: [-0.98, 3.74],
  wristRight: [1.02, 3.7],
  hipLeft: [-0.36, 3.86],
  hipRight: [0.4, 3.74],
  kneeLeft: [-0.42, 5.72],
  kneeRight: [0.56, 5.64],
  ankleLeft: [-0.36, 7.56],
  ankleRight: [0.84, 7.5],
};

export const POSES: Readonly<Record<Pose, Joints>> = {
  standing,
  "hands-on-hips": {
    ...standing,
    elbowLeft: [-1.56, 2.66],
    wristLeft: [-0.76, 3.38],
    elbowRight: [1.6, 2.58],
    wristRight: [0.8, 3.28],
  },
  "arms-crossed": {
    ...standing,
    elbowLeft: [-1.02, 2.66],
    wristLeft: [0.42, 2.5],
    elbowRight: [1.04, 2.6],
    wristRight: [-0.4, 2.3],
  },
  "hand-in-hair": {
    ...standing,
    head: [0.12, 0.58],
    elbowRight: [1.62, 0.92],
    wristRight: [0.58, 0.22],
    elbowLeft: [-1.42, 2.7],
    wristLeft: [-0.72, 3.4],
  },
  leaning: {
    ...standing,
    head: [-0.66, 0.74],
    neck: [-0.58, 1.42],
    shoulderLeft: [-1.28, 1.82],
    shoulderRight: [0.18, 1.62],
    elbowLeft: [-1.72, 2.84],
    wristLeft: [-1.26, 3.66],
    elbowRight: [0.62, 2.7],
    wristRight: [0.32, 3.56],
    hipLeft: [-0.42, 3.92],
    hipRight: [0.34, 3.78],
    kneeLeft: [0.22, 5.7],
    kneeRight: [0.5, 5.66],
    ankleLeft: [0.98, 7.5],
    ankleRight: [0.5, 7.56],
  },
  walking: {
    ...standing,
    elbowLeft: [-1.14, 2.6],
    wristLeft: [-0.62, 3.5],
    elbowRight: [1.18, 2.64],
    wristRight: [1.46, 3.6],
    kneeLeft: [-0.64, 5.66],
    ankleLeft: [-1.12, 7.42],
    kneeRight: [0.74, 5.6],
    ankleRight: [0.94, 7.56],
  },
  dynamic: {
    ...standing,
    head: [0.42, 0.56],
    neck: [0.3, 1.24],
    shoulderLeft: [-0.42, 1.66],
    shoulderRight: [1, 1.46],
    elbowLeft: [-1.36, 2.2],
    wristLeft: [-2.02, 1.42],
    elbowRight: [1.78, 2.1],
    wristRight: [2.4, 1.32],
    hipLeft: [-0.36, 3.76],
    hipRight: [0.4, 3.7],
    kneeLeft: [-1.22, 5.2],
    ankleLeft: [-2.24, 6.6],
    kneeRight: [1.36, 5.06],
    ankleRight: [1.06, 6.96],
  },
  sitting: {
    ...standing,
    head: [0.06, 2.02],
    neck: [0, 2.72],
    shoulderLeft: [-0.74, 3.06],
    shoulderRight: [0.76, 3],
    elbowLeft: [-1.16, 4.1],
    wristLeft: [-0.72, 5],
    elbowRight: [1.24, 4.06],
    wristRight: [0.94, 5.02],
    hipLeft: [-0.4, 5.26],
    hipRight: [0.42, 5.2],
    kneeLeft: [-0.92, 5.86],
    kneeRight: [0.5, 5.82],
    ankleLeft: [-0.74, 7.54],
    ankleRight: [1.02, 7.5],
  },
  floor: {
    ...standing,
    head: [0.04, 3.46],
    neck: [0, 4.16],
    shoulderLeft: [-0.76, 4.5],
    shoulderRight: [0.78, 4.46],
    elbowLeft: [-1.28, 5.46],
    wristLeft: [-1.46, 6.42],
    elbowRight: [1.32, 5.42],
    wristRight: [1.5, 6.4],
    hipLeft: [-0.46, 6.72],
    hipRight: [0.48, 6.7],
    kneeLeft: [-1.9, 6.86],
    kneeRight: [1.94, 6.84],
    ankleLeft: [-0.12, 7.44],
    ankleRight: [0.2, 7.5],
  },
  balance: {
    ...standing,
    head: [0, 0.7],
    neck: [0, 1.36],
    shoulderLeft: [-0.72, 1.56],
    shoulderRight: [0.72, 1.56],
    elbowLeft: [-0.86, 0.44],
    wristLeft: [-0.16, -0.56],
    elbowRight: [0.86, 0.44],
    wristRight: [0.16, -0.56],
    hipLeft: [-0.38, 3.82],
    hipRight: [0.4, 3.8],
    kneeLeft: [-0.26, 5.7],
    ankleLeft: [-0.12, 7.56],
    kneeRight: [1.54, 4.78],
    ankleRight: [0.16, 5.5],
  },
};
