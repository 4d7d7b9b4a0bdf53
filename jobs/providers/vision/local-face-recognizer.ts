// Faces without a vendor: small open models on this machine's processor.
import type { FaceRecognizer } from "../../../agents/ports/face-recognizer.ts";
import { inspectImage } from "../media/inspect-image.ts";
import { createFaceFinder, type FindFaces } from "./face-finder.ts";

/** Some 0.2 s of a core a picture and 0.1 s a face. @throws AppError `not_configured` where the optional packages are absent */
export function createLocalFaceRecognizer(findFaces: FindFaces = createFaceFinder()): FaceRecognizer {
  return {
    info: { provider: "local", model: "face-api-1.7.15", offline: true },
    facesIn: async (bytes, signal) => {
      signal.throwIfAborted();
      await inspectImage(bytes);
      return findFaces(bytes);
    },
  };
}
