// How like the reference a picture has to be, as similarity 0..1 (agents/domain/avatars/similarity.ts).

/** Of a picture to train on: stricter would leave out what a reference cannot show, such as profiles. */
export const DATASET_MIN_SIMILARITY = 0.5;
