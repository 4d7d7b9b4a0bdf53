// What is told under one name from the training's first step to the exam's verdict, so that one card follows all of it.

export function lorasTopic(avatarId: string): string {
  return `loras:${avatarId}`;
}
