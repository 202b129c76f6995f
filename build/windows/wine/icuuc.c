/* Windows brings ICU of its own, Wine does not. Qt asks it for codecs beside UTF and Latin-1; here there are none. */
#define EXPORT __declspec(dllexport)
enum { FILE_ACCESS_ERROR = 4 }; /* what ucnv_open says of a codec that is not there */

EXPORT void *ucnv_open(const char *name, int *error) { *error = FILE_ACCESS_ERROR; return 0; }
EXPORT const char *ucnv_getName(void *codec, int *error) { *error = FILE_ACCESS_ERROR; return ""; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT signed char ucnv_getMaxCharSize(void *codec) { return 1; }
EXPORT int ucnv_toUCountPending(void *codec, int *error) { return 0; }
EXPORT int ucnv_fromUCountPending(void *codec, int *error) { return 0; }
EXPORT void ucnv_close(void *codec) {}
EXPORT void ucnv_reset(void *codec) {}
EXPORT void ucnv_toUnicode(void) {}
EXPORT void ucnv_fromUnicode(void) {}
EXPORT void ucnv_cbToUWriteUChars(void) {}
EXPORT void ucnv_cbFromUWriteUChars(void) {}
EXPORT void ucnv_getToUCallBack(void *codec, void **callback, const void **context) {}
EXPORT void ucnv_setToUCallBack(void *codec) {}
EXPORT void ucnv_setFromUCallBack(void *codec) {}
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
