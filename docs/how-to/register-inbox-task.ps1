<#
.SYNOPSIS
    Registers a Windows task that lands and publishes what lies in an inbox, or that
    refreshes each night. Start it again to change the task.
.EXAMPLE
    docs\how-to\register-inbox-task.ps1 -Inbox C:\data\inbox -KeyFile C:\keys\early-years
.EXAMPLE
    docs\how-to\register-inbox-task.ps1 -Refresh
#>
param(
    [string] $Inbox,
    [string] $KeyFile,
    [ValidateRange(1, 1440)] [int] $EveryMinutes = 10,
    [switch] $Refresh,
    [switch] $Remove
)

$ErrorActionPreference = 'Stop'
$project = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$python = Join-Path $project '.venv\Scripts\python.exe'
$name = if ($Refresh) { 'Early years refresh' } else { 'Early years inbox' }

if ($Remove) {
    Unregister-ScheduledTask -TaskName $name -Confirm:$false
    "The task '$name' was removed."
    return
}
if (-not $Refresh -and -not $Inbox) {
    throw 'Say which folder is the inbox (-Inbox FOLDER), or -Refresh for a nightly refresh.'
}
if (-not (Test-Path $python)) {
    throw "There is no $python yet. Run 'py -3.12 -m early_years build' in $project once."
}
if ($KeyFile) {
    if (-not (Test-Path $KeyFile)) { throw "There is no file $KeyFile." }
    $key = (Resolve-Path $KeyFile).Path
    [Environment]::SetEnvironmentVariable('EARLY_YEARS_PSEUDONYM_KEY_FILE', $key, 'User')
}

$verb = if ($Refresh) { 'refresh' } else { "watch `"$Inbox`" --once" }
$logs = Join-Path $project 'logs'
New-Item -ItemType Directory -Force -Path $logs | Out-Null
$log = Join-Path $logs $(if ($Refresh) { 'refresh.log' } else { 'inbox.log' })
# cmd keeps the log: a task has no console to show what was said.
$command = "/d /s /c `"`"$python`" -m early_years $verb >> `"$log`" 2>&1`""
$action = New-ScheduledTaskAction -Execute 'cmd.exe' -Argument $command -WorkingDirectory $project
$trigger = if ($Refresh) {
    New-ScheduledTaskTrigger -Daily -At '05:00'
} else {
    New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes $EveryMinutes)
}
$settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable `
    -ExecutionTimeLimit (New-TimeSpan -Hours 4)
Register-ScheduledTask -TaskName $name -Action $action -Trigger $trigger -Settings $settings -Force | Out-Null
"The task '$name' is registered. What it says is in $log."
