/// <reference types="vite/client" />

declare module "*.json?first" {
  const texts: import("./text/parts").Texts;
  export default texts;
}
declare module "*.json?later" {
  const texts: import("./text/parts").Texts;
  export default texts;
}
