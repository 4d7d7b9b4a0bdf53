import { describe, expect, it } from "vitest";
import { trainingProgress } from "./training-progress.ts";

describe("the log of a training", () => {
  it("tells its last state alone, and only of the training itself", () => {
    const log = [
      "Downloading: 100%|##########| 12/12 [00:01<00:00]",
      "flux_train_replicate:   1%|          | 10/1000 [00:12<?, ?it/s]",
      "flux_train_replicate:  45%|████▌     | 450/1000 [05:12<1:06:10,  1.48it/s, lr: 4.0e-04 loss: 3.8e-01]",
    ];
    expect(trainingProgress(log.join("\r"))).toEqual({ progress: 0.45, etaMs: 3_970_000 });
    expect(trainingProgress(log.slice(0, 2).join("\n"))).toEqual({ progress: 0.01 });
    expect(trainingProgress(log[0] ?? "")).toBeNull();
    expect(trainingProgress("flux_train_replicate:   0%|          | 0/0 [00:00<00:00]")).toBeNull();
  });
});
