/* Qt asks for the colour profile of the screen. Wine's own function aborts the program; here the screen has none. */
__declspec(dllexport) void *WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
