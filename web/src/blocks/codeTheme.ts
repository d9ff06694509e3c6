/** The editor in our colours; the variables reach into the shadow tree. */
import {HighlightStyle} from '@codemirror/language'
import {EditorView} from '@codemirror/view'
import {tags} from '@lezer/highlight'

export const colours = EditorView.theme({
  '&': {backgroundColor: 'var(--gs-paper)', color: 'var(--gs-ink)', fontSize: '0.9375rem', minHeight: '9rem', maxHeight: '28rem'},
  '.cm-scroller': {fontFamily: 'ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Consolas, monospace', overflow: 'auto'},
  '.cm-content': {caretColor: 'var(--gs-ink)', minHeight: '9rem'},
  '.cm-cursor': {borderLeftColor: 'var(--gs-ink)'},
  '.cm-gutters': {backgroundColor: 'var(--gs-ground)', color: 'var(--gs-soft)', border: 'none'},
  '.cm-activeLine': {backgroundColor: 'color-mix(in srgb, var(--gs-accent-soft) 45%, transparent)'},
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {backgroundColor: 'color-mix(in srgb, var(--gs-accent) 30%, transparent)'},
  '.cm-tooltip': {backgroundColor: 'var(--gs-paper)', color: 'var(--gs-ink)', border: '1px solid var(--gs-line)'},
  '.cm-tooltip-autocomplete ul li[aria-selected]': {backgroundColor: 'var(--gs-accent)', color: 'var(--gs-paper)'},
})

export const highlight = HighlightStyle.define([
  {tag: tags.keyword, color: 'var(--gs-accent)', fontWeight: '600'},
  {tag: [tags.string, tags.special(tags.string)], color: 'var(--gs-good)'},
  {tag: [tags.number, tags.bool, tags.null], color: 'var(--gs-warn)'},
  {tag: tags.comment, color: 'var(--gs-soft)', fontStyle: 'italic'},
  {tag: tags.invalid, color: 'var(--gs-bad)'},
])
