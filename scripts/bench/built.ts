// Modules of the build, typed as their sources: what is measured is what `npm start` runs, not what a loader makes of it.

/** @param module as in `import("../../bot/compose/start.ts")`, from the root and with the ending .js */
export function built<Module>(module: string): Promise<Module> {
  return import(new URL(`../../dist/${module}`, import.meta.url).href) as Promise<Module>;
}
