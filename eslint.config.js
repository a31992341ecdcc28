import js from '@eslint/js'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  {ignores: ['**/node_modules/', 'dist/']},
  js.configs.recommended,
  {
    files: ['**/*.ts', 'scripts/*.mjs'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      // `${line}:${column}` reads better than a conversion.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {allowNumber: true}
      ],
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  }
)
