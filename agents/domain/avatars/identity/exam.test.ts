import { expect, test } from "vitest";
import { hashDistance } from "./curation.ts";
import { EXAM_QUESTIONS, gradeExam } from "./exam.ts";

const hashes = [
  "0f0f0f0f0f0f0f0f",
  "00ff00ff00ff00ff",
  "3333333333333333",
  "5555555555555555",
  "0000ffff0000ffff",
  "00000000ffffffff",
];
const pictures = (similarity: number | null, same = false) =>
  EXAM_QUESTIONS.map(({ key }, index) => ({
    key,
    similarity,
    hash: same ? "0f0f0f0f0f0f0f0f" : (hashes[index] ?? ""),
  }));

test("one that shows the person in different pictures passes", () => {
  expect(gradeExam(pictures(0.75), hashDistance)).toMatchObject({
    passed: true,
    meanSimilarity: 0.75,
    diversity: 0.5,
    facesFound: 6,
  });
});

test("somebody else, one picture again and again, no faces, and nobody who could look do not", () => {
  expect(gradeExam(pictures(0.4), hashDistance).reasons).toEqual(["not_like"]);
  expect(gradeExam(pictures(0.9, true), hashDistance).reasons).toEqual(["all_alike"]);
  expect(gradeExam(pictures(null), hashDistance).reasons).toEqual(["not_examined"]);
  const some = pictures(0.7).map((picture, index) => (index < 2 ? { ...picture, similarity: null } : picture));
  expect(gradeExam(some, hashDistance).reasons).toEqual(["faces_missing"]);
});

test("questions and seeds are fixed", () => {
  expect(new Set(EXAM_QUESTIONS.map(({ seed }) => seed)).size).toBe(EXAM_QUESTIONS.length);
});
