import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'

/** Nothing but our own data: no tiles, no fonts and no sprites are fetched from anywhere. */
export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }

const byClass = (motorway: number, main: number, middle: number, small: number): ExpressionSpecification => [
  'match', ['get', 'class'],
  ['motorway', 'trunk', 'motorway_link', 'trunk_link'], motorway,
  ['primary', 'secondary', 'primary_link', 'secondary_link'], main,
  ['tertiary', 'tertiary_link'], middle,
  small,
]

const streetWidth: ExpressionSpecification = [
  'interpolate', ['exponential', 1.5], ['zoom'],
  11, byClass(1.8, 1.3, 0.7, 0.35),
  14, byClass(5, 4, 2.6, 1.5),
  17, byClass(18, 16, 12, 9),
]

const streetColour: ExpressionSpecification = [
  'match', ['get', 'class'],
  ['motorway', 'trunk', 'motorway_link', 'trunk_link'], '#e3bd77',
  ['primary', 'secondary', 'primary_link', 'secondary_link'], '#bcc6d2',
  '#d2d9e1',
]

const faint = (strong: number, weak: number): ExpressionSpecification => ['case', ['get', 'is_faint'], weak, strong]
const whenSelected = (yes: number | string, no: number | string | ExpressionSpecification): ExpressionSpecification =>
  ['case', ['get', 'is_selected'], yes, no]

/** Pins shrink as one looks from farther away, so that a whole city stays legible. */
const sized = (selected: number, usual: ExpressionSpecification | number): ExpressionSpecification => [
  'interpolate', ['linear'], ['zoom'],
  10.5, ['*', 0.55, whenSelected(selected * 1.5, usual)],
  13.5, whenSelected(selected, usual),
]

const LAYERS: LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': '#f5f6f3' } },
  {
    id: 'streets', type: 'line', source: 'streets', layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': streetColour, 'line-width': streetWidth },
  },
  {
    id: 'links', type: 'line', source: 'links', layout: { 'line-cap': 'round' },
    paint: {
      'line-color': ['case', ['get', 'is_preview'], '#2450c8', '#6b7c93'],
      'line-width': ['case', ['get', 'is_preview'], 2, 1.5],
      'line-dasharray': [1.6, 1.4],
      'line-opacity': 0.85,
    },
  },
  {
    id: 'workers', type: 'circle', source: 'workers', layout: { 'circle-sort-key': ['get', 'rank'] },
    paint: {
      'circle-radius': sized(7, faint(3.8, 2.6)),
      'circle-color': ['get', 'colour'],
      'circle-opacity': faint(0.9, 0.55),
      'circle-stroke-color': whenSelected('#2450c8', '#ffffff'),
      'circle-stroke-width': whenSelected(3, 0.5),
    },
  },
  {
    id: 'visits', type: 'circle', source: 'orders', filter: ['==', ['get', 'kind'], 'visit'],
    paint: {
      'circle-radius': sized(8, faint(4.2, 2.4)),
      'circle-color': ['get', 'colour'],
      'circle-opacity': faint(0.85, 0.3),
      'circle-stroke-color': whenSelected('#2450c8', '#ffffff'),
      'circle-stroke-width': whenSelected(3, 0.5),
    },
  },
  {
    id: 'waiting', type: 'circle', source: 'orders', filter: ['==', ['get', 'kind'], 'order'],
    layout: { 'circle-sort-key': ['get', 'rank'] },
    paint: {
      'circle-radius': sized(9.5, 7),
      'circle-color': ['get', 'colour'],
      'circle-stroke-color': whenSelected('#2450c8', '#ffffff'),
      'circle-stroke-width': whenSelected(3.5, 1.5),
    },
  },
]

export const PIN_LAYERS = ['waiting', 'workers', 'visits'] as const

export function cityStyle(streets: string): StyleSpecification {
  return {
    version: 8,
    sources: {
      streets: { type: 'geojson', data: streets, tolerance: 0.6 },
      links: { type: 'geojson', data: NOTHING },
      workers: { type: 'geojson', data: NOTHING },
      orders: { type: 'geojson', data: NOTHING },
    },
    layers: LAYERS,
  }
}
