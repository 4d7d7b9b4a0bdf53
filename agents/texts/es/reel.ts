// Reels: tomas, voz, palabras en pantalla.
import type { reel as english } from "../en/reel.ts";
import type { TextShape } from "../shape.ts";

export const reel: TextShape<typeof english> = {
  clips: "Tomas",
  clipsValue: (count, seconds) => (count === 1 ? `una de ${seconds} s` : `${count} de ${seconds} s`),
  clip: (number) => `Toma ${number}`,
  voice: "Voz",
  spoken: "Hablado",
  spokenValue: (seconds) => `unos ${seconds} s; si dura más, los clips se repiten`,
  making: (reference) => `Creando el reel ${reference}`,
  notShowable: (reference) =>
    `${reference} no es una imagen aprobable de este avatar, así que no se hace un reel con ella.`,
  claimsHuman: "El guion dice que es humana o que está en algún lugar ahora mismo. Un avatar nunca afirma eso.",
};
