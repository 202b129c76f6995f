; The Windows installer, for Inno Setup 6.3 or later. build/package.py calls the compiler with:
;   /DVersion=0.1.0 /DProduct="..." /DAppId=ModelInstaller /DSuffix=.foundrymodel /DBundle=folder /DIcon=file /O folder /F name
; Silent: NAME.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART [/ALLUSERS] [/LOG=file]
;   exit code 0 done, 1 could not start, 2 or 5 cancelled, 3 or 4 failed, 7 or 8 not possible now (8: restart first)
; Silent removal: unins000.exe /VERYSILENT /SUPPRESSMSGBOXES [/DELETEMODELS]; models stay unless that is given.
;   exit code 0 done, 1 not removed
; With /Ssign="command $f" /DSigned the setup program and the uninstaller in it are signed.

#ifndef Compression
#define Compression "lzma2/max"
#endif
#ifndef Programs
#define Programs "{autopf}"
#endif
#define Window "model-installer.exe"
#define Engine "model-installer-engine.exe"

[Setup]
; never changed: an upgrade finds the earlier version by it
AppId={{6B1C6C0E-7E0B-4C5B-9B8E-2F1F4E3F6D11}
AppName={#Product}
AppVersion={#Version}
AppVerName={#Product} {#Version}
AppPublisher=The makers of {#Product}
VersionInfoVersion={#Version}
DefaultDirName={#Programs}\{#AppId}
DefaultGroupName={#Product}
DisableProgramGroupPage=yes
DisableDirPage=auto
; for this user, without an administrator; /ALLUSERS or the dialog for everybody
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Window}
UninstallDisplayName={#Product}
Compression={#Compression}
SolidCompression=yes
LZMAUseSeparateProcess=yes
ChangesAssociations=yes
; an upgrade closes a running app, window and engine, and does not start it again by itself
CloseApplications=force
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no
SetupMutex={#AppId}Setup
WizardStyle=modern
#ifdef Signed
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
en.PackageType=Packed language model
en.StartNow=Open {#Product}
en.DeleteModels=Also delete the models that you installed, and the settings?%n%nThey lie in %1 and can be used again by a later version.

[InstallDelete]
; libraries of an earlier version would be loaded beside the new ones
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Product}"; Filename: "{app}\{#Window}"

[Registry]
Root: HKA; Subkey: "Software\Classes\{#Suffix}"; ValueType: string; ValueData: "{#AppId}.package"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#Suffix}\OpenWithProgids"; ValueType: string; ValueName: "{#AppId}.package"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#AppId}.package"; ValueType: string; ValueData: "{cm:PackageType}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#AppId}.package\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Window},0"
Root: HKA; Subkey: "Software\Classes\{#AppId}.package\shell\open\command"; ValueType: string; ValueData: """{app}\{#Window}"" ""%1"""
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\{#Window}"; ValueType: string; ValueData: "{app}\{#Window}"; Flags: uninsdeletekey

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:StartNow}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Code]
type
  TProcess = record  // PROCESSENTRY32W, of a 32-bit program as this is
    Size, Usage, Id, Heap, Module, Threads, Parent: DWORD;
    Priority: Longint;
    Flags: DWORD;
    Name: array[0..259] of Char;
  end;

function CreateToolhelp32Snapshot(Flags, Id: DWORD): THandle; external 'CreateToolhelp32Snapshot@kernel32.dll stdcall';
function Process32First(Snapshot: THandle; var Each: TProcess): BOOL; external 'Process32FirstW@kernel32.dll stdcall';
function Process32Next(Snapshot: THandle; var Each: TProcess): BOOL; external 'Process32NextW@kernel32.dll stdcall';
function OpenProcess(Access: DWORD; Inherit: BOOL; Id: DWORD): THandle; external 'OpenProcess@kernel32.dll stdcall';
function QueryFullProcessImageName(Process: THandle; Flags: DWORD; Path: String; var Length: DWORD): BOOL; external 'QueryFullProcessImageNameW@kernel32.dll stdcall';
function CloseHandle(Handle: THandle): BOOL; external 'CloseHandle@kernel32.dll stdcall';

function DataFolder(): String;
begin
  Result := ExpandConstant('{localappdata}\{#AppId}');
end;

function Given(const Switch: String): Boolean;
var
  Number: Integer;
begin
  Result := False;
  for Number := 1 to ParamCount do
    if CompareText(ParamStr(Number), Switch) = 0 then
      Result := True;
end;

// The path of a process's program; '' of one that we may not ask, which is none of ours.
function ProgramOf(Id: DWORD): String;
var
  Process: THandle;
  Length: DWORD;
begin
  Result := '';
  Process := OpenProcess($1000, False, Id);
  if Process = 0 then
    exit;
  Length := 1024;
  SetLength(Result, Length);
  if not QueryFullProcessImageName(Process, 0, Result, Length) then
    Length := 0;
  SetLength(Result, Length);
  CloseHandle(Process);
end;

// What taskkill wants to know of the running copies of a program of this folder: ' /PID 12 /PID 34', or ''. A copy of the
// app in another folder is not ours to end.
function Running(const Name: String): String;
var
  Snapshot: THandle;
  Each: TProcess;
  More: BOOL;
begin
  Result := '';
  Snapshot := CreateToolhelp32Snapshot(2, 0);
  Each.Size := SizeOf(Each);
  More := Process32First(Snapshot, Each);
  while More do
  begin
    if CompareText(ProgramOf(Each.Id), ExpandConstant('{app}\') + Name) = 0 then
      Result := Result + ' /PID ' + IntToStr(Each.Id);
    More := Process32Next(Snapshot, Each);
  end;
  CloseHandle(Snapshot);
end;

// Asks or forces them to end, and waits until they have, at most three seconds.
procedure EndRunning(const Force, Name, Other: String);
var
  Code, Turn: Integer;
  Found: String;
begin
  for Turn := 0 to 30 do
  begin
    Found := Running(Name) + Running(Other);
    if Found = '' then
      exit;
    if Turn = 0 then
      Exec(ExpandConstant('{sys}\taskkill.exe'), Force + Found, '', SW_HIDE, ewWaitUntilTerminated, Code);
    Sleep(100);
  end;
end;

procedure CloseRunning();
begin
  // the window is asked, and ends its engine; what is left does not outlive it: an interrupted conversion goes on later
  EndRunning('', '{#Window}', '');
  EndRunning('/F', '{#Window}', '{#Engine}');
end;

// What Windows' restart manager has not closed by now would keep its files, and with them half of the earlier version.
procedure CurStepChanged(Step: TSetupStep);
begin
  if Step = ssInstall then
    CloseRunning();
end;

// The uninstaller has no restart manager.
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Wanted: Boolean;
begin
  if Step = usUninstall then
    CloseRunning();
  if (Step <> usPostUninstall) or not DirExists(DataFolder()) then
    exit;
  if UninstallSilent() then
    Wanted := Given('/DELETEMODELS')
  else
    Wanted := MsgBox(FmtMessage(CustomMessage('DeleteModels'), [DataFolder()]), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES;
  if Wanted then
    DelTree(DataFolder(), True, True, True);
end;
