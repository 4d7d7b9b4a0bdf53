// Palabras de los comandos: caras, conjuntos de entrenamiento y LoRAs.
import type { CommandText } from "../../en/commands.ts";

export const identityCommandTexts: Readonly<Record<string, CommandText>> = {
  "face.create": {
    summary: "Crea cuatro caras para elegir la referencia de un avatar.",
    example: "face create luna",
    arguments: {
      avatar: "Nombre o slug del avatar",
      words: "Tus propias palabras para la cara",
      style: "photorealistic, cinematic, editorial, natural o artistic",
      gender: "woman, man o androgynous person; si falta, según su personalidad",
      ageRange: "21-25, 26-35, 36-45 o 46+; si falta, según la edad declarada",
      ethnicity: "Palabras como mediterranean",
      provider: "Solo este proveedor",
    },
  },
  "face.show": {
    summary: "Muestra las últimas caras de un avatar.",
    example: "face show luna",
    arguments: { avatar: "Nombre o slug del avatar" },
  },
  "face.pick": {
    summary: "Convierte una de las caras en la referencia del avatar.",
    example: "face pick luna 2",
    arguments: { avatar: "Nombre o slug del avatar", number: "Número de la cara" },
  },
  "dataset.create": {
    summary: "Crea un conjunto de entrenamiento a partir de la cara de referencia.",
    example: "dataset create luna 50",
    arguments: {
      avatar: "Nombre o slug del avatar",
      count: "Imágenes, de 10 a 200",
      provider: "Solo este proveedor",
      seed: "La misma semilla planea las mismas imágenes",
    },
  },
  "dataset.show": {
    summary: "Muestra un conjunto de entrenamiento: progreso, lo que se queda, cobertura.",
    example: "dataset show luna",
    arguments: { dataset: "Referencia como luna-d1, o un avatar para el último" },
  },
  "dataset.cancel": {
    summary: "Detiene un conjunto de entrenamiento en creación.",
    example: "dataset cancel luna-d1",
    arguments: { dataset: "Referencia como luna-d1, o un avatar para el último" },
  },
  "lora.train": {
    summary: "Entrena un LoRA con el último conjunto; después viene su examen.",
    example: "lora train luna",
    arguments: {
      avatar: "Nombre o slug del avatar",
      steps: "Pasos de entrenamiento, de 500 a 5000",
      rank: "Tamaño del LoRA, de 16 a 128",
      learningRate: "Tasa de aprendizaje; si falta, la del entrenador",
      provider: "Solo este proveedor",
    },
  },
  "lora.show": {
    summary: "Muestra los LoRAs de un avatar: el que se entrena, los exámenes, el que se usa.",
    example: "lora show luna",
    arguments: { avatar: "Nombre o slug del avatar" },
  },
  "lora.activate": {
    summary: "Usa un LoRA que aprobó su examen; volver a uno anterior es el mismo paso.",
    example: "lora activate luna-v1",
    arguments: { lora: "Referencia como luna-v1" },
  },
  "lora.cancel": {
    summary: "Detiene el entrenamiento en curso.",
    example: "lora cancel luna",
    arguments: { avatar: "Nombre o slug del avatar" },
  },
};
