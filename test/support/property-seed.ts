import fc from 'fast-check'

// A run is repeatable: every property gets the same inputs each time. PROPERTY_SEED=7 tries others; `npm run fuzz` draws new ones.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_129) })
