import { expect, test } from "vitest";
import { type Random, seededRandom } from "../../kernel/random.ts";
import { type OrderedPiece, orderPieces } from "./order-pieces.ts";

let made = 0;
function piece(change: Partial<OrderedPiece> = {}): OrderedPiece {
  made += 1;
  return {
    id: `p${made}`,
    format: "image",
    templateKey: `t${made}`,
    place: null,
    outfit: null,
    perceptualHash: null,
    ...change,
  };
}

const many = (count: number, change: (index: number) => Partial<OrderedPiece>) =>
  Array.from({ length: count }, (_, index) => piece(change(index)));

test("pieces of one template never stand side by side while others can stand between", () => {
  const pieces = [...many(5, () => ({ templateKey: "same" })), ...many(4, () => ({}))];
  const { order, alike } = orderPieces(pieces, []);
  expect(alike).toEqual([]);
  expect(order.map(({ id }) => id).toSorted()).toEqual(pieces.map(({ id }) => id).toSorted());
});

test("nor behind what went out last", () => {
  const pieces = [piece({ templateKey: "same" }), piece()];
  expect(orderPieces(pieces, [piece({ templateKey: "same" })]).order[0]).toBe(pieces[1]);
});

test("where it cannot be, the pairs are told with the reasons", () => {
  const pieces = many(3, () => ({ templateKey: "same", outfit: "red dress" }));
  const { alike } = orderPieces(pieces, []);
  expect(alike).toHaveLength(2);
  expect(alike[0]?.reasons).toEqual(["template", "outfit"]);
});

test("pictures that look alike and prompts that say the same are parted, too", () => {
  const twins = [piece({ perceptualHash: "ffffffffffffffff" }), piece({ perceptualHash: "fffffffffffffff0" })];
  expect(orderPieces([...twins, piece()], []).order[1]).not.toBe(twins[1]);
  const [one, other, between] = many(3, () => ({}));
  const similar = (left: OrderedPiece, right: OrderedPiece) => (left === between || right === between ? 0 : 0.95);
  expect(orderPieces([one, other, between] as OrderedPiece[], [], similar).alike).toEqual([]);
});

test("the same clothes in the same place are nearly the same, either alone is not", () => {
  const beach = many(2, () => ({ place: "beach", outfit: "white shirt" }));
  expect(orderPieces(beach, []).alike).toHaveLength(1);
  expect(orderPieces([piece({ place: "beach" }), piece({ place: "beach" })], []).alike).toEqual([]);
});

test("formats are spread evenly over the whole", () => {
  const pieces = many(12, (index) => ({
    format: ["image", "image", "video", "story"][Math.floor(index / 3)] ?? "image",
  }));
  const { order } = orderPieces(pieces, []);
  for (const format of ["video", "story"]) {
    const at = order.flatMap((each, index) => (each.format === format ? [index] : []));
    expect(at.map((index) => Math.floor(index / 4))).toEqual([0, 1, 2]);
  }
});

test("twins are parted whenever they can be, over random sets", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random: Random = seededRandom(seed);
    const pieces = many(2 + Math.floor(random() * 20), () => ({
      templateKey: `same ${Math.floor(random() ** 2 * 6)}`,
      format: random() < 0.7 ? "image" : "video",
    }));
    const most = Math.max(
      ...pieces.map(({ templateKey }) => pieces.filter((each) => each.templateKey === templateKey).length),
    );
    const unavoidable = Math.max(0, 2 * most - pieces.length - 1);
    expect(orderPieces(pieces, []).alike.length, `seed ${seed}`).toBe(unavoidable);
  }
});
