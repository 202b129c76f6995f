/* python.exe and, with -DWINDOW, pythonw.exe: the interpreter is all in python311.dll. */
#include <windows.h>

static int run(void)
{
    typedef int (*Main)(int, wchar_t **);
    HMODULE library = LoadLibraryW(L"python311.dll");
    Main main_of_python = library ? (Main)GetProcAddress(library, "Py_Main") : 0;
    return main_of_python ? main_of_python(__argc, __wargv) : 97;
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE own, HINSTANCE previous, PWSTR line, int show) { return run(); }
#else
int wmain(int count, wchar_t **words) { return run(); }
#endif
