// Palabras de la superficie MCP, que leen modelos y quienes los miran.
import type { mcp as english } from "../en/mcp.ts";
import type { TextShape } from "../shape.ts";

export const mcp: TextShape<typeof english> = {
  instructions:
    "Estas herramientas llevan creadoras como un negocio. Lo que gasta o no se puede deshacer responde con una ficha: muestra su plan y su coste a la persona y llama a run_approve con su id solo después de su sí.",
  waitsForYes: "Responde con una ficha; no pasa nada hasta run_approve.",
  approveWith: (id: string) =>
    `Aún no se ha ejecutado nada. Tras el sí de la persona, llama a run_approve con id «${id}».`,
  noSuchTool: (name: string) => `No existe la herramienta «${name}».`,
  noSuchResource: "No existe ese recurso.",
  fileTooLarge: "El archivo es demasiado grande para leerlo aquí; ábrelo en la consola.",
  mediaTemplate: "Una imagen o un clip guardado, por la clave que nombra una ficha",
};
