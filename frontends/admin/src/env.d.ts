/// <reference types="vite/client" />

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}

/** The build of MapLibre that starts no worker from a blob, so that a strict content policy may stay strict. */
declare module 'maplibre-gl/dist/maplibre-gl-csp' {
  export * from 'maplibre-gl'
  export { default } from 'maplibre-gl'
}
