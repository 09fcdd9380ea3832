export function tryInstall(folder: string): boolean;
export function install(folder: string): void;
