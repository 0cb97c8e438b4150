#!/usr/bin/env pwsh
<#
.SYNOPSIS
Writes docs/guides/quick-start.md by doing what it tells: every command is typed into a real PowerShell, and what that prints is what the page shows.
.DESCRIPTION
Clones this repository into a temporary folder, builds and installs the module there with a home folder of its own, starts a new shell, and works in it. Needs git,
the .NET SDK and PowerShell 7; Ctrl+C is sent as a signal, so Linux or macOS.
.PARAMETER ModulePath
A module that is there already, in place of a clone and a build. Then only the session in the new shell is given, as text, and nothing is written.
.EXAMPLE
./docs/guides/make-quick-start.ps1
#>
[CmdletBinding()]
param([string] $ModulePath)

$ErrorActionPreference = 'Stop'
$repository = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$work = (New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) "azlegacyos-$(New-Guid)")).FullName
$disks = (New-Item -ItemType Directory -Path (Join-Path $work 'disks')).FullName
$modules = Join-Path $work '.local/share/powershell/Modules'

function Expand-Disk([string] $Name) {
    $packed = [IO.File]::OpenRead((Join-Path $repository "tests/fixtures/images/$Name.vhd.gz"))
    $data = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionMode]::Decompress)
    $file = [IO.File]::Create((Join-Path $disks "$Name.vhd"))
    try { $data.CopyTo($file) } finally { $file.Dispose(); $data.Dispose(); $packed.Dispose() }
}

# What is typed, in order: a heading, what is said before it, the command, and for a command that is interrupted the text at which Ctrl+C is pressed.
$pipeline = "Get-ChildItem *.vhd* | Test-AzLegacyVhd -ErrorAction SilentlyContinue | Where-Object Verdict -Like 'Ready*' | New-AzSpecializedVmFromVhd -Name { `$_.Guest.ComputerName } -ResourceGroupName legacy -Location westeurope -Rehearse | Format-Table Name, Size, Location, PrivateIpAddress"
$steps = @(
    @{ title = 'Look around'; say = 'The module loads by itself when a command of it is used.'; type = 'Get-Command -Module AzLegacyOs | Format-Table Name, Version' }
    @{ type = '(Get-Help New-AzSpecializedVmFromVhd).Synopsis' }
    @{ say = '`Get-Help New-AzSpecializedVmFromVhd -Full` shows every parameter. Of one:'; type = 'Get-Help New-AzSpecializedVmFromVhd -Parameter AllowRdpFrom' }
    @{ type = '(Get-Help about_AzLegacyOs*).Name' }
    @{ say = 'Tab completes parameters, and values too. `-Loc` and Tab, then `weste` and Tab:'; type = "(TabExpansion2 'New-AzSpecializedVmFromVhd -Loc').CompletionMatches.CompletionText; (TabExpansion2 'New-AzSpecializedVmFromVhd -Location weste').CompletionMatches.CompletionText" }
    @{ title = 'Judge'; say = 'Five disks lie in the folder. One was prepared with sysprep, which legacy Windows does not survive on the way to Azure.'; type = 'Get-ChildItem *.vhd* | Test-AzLegacyVhd | Format-Table' }
    @{ say = 'What blocks it, and what to do?'; type = '(Test-AzLegacyVhd ./server2003-x86-generalized.vhd).Blockers[0] | Format-List RuleId, Title, Remedy' }
    @{ title = 'See the plan'; say = 'Nothing is changed.'; type = 'New-AzSpecializedVmFromVhd ./server2003r2-x86.vhd -Name erp -ResourceGroupName legacy -Location westeurope -Rehearse -WhatIf' }
    @{ title = 'Rehearse the whole journey'; say = 'Every disk that is ready goes to an Azure inside the process. Without `-Rehearse` it is your subscription. Ctrl+C in the middle ends it within a second:'; type = $pipeline; interruptAt = '\n----' }
    @{ say = 'Run again, it takes all of them:'; type = $pipeline }
)

function Start-Session {
    $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, '-NoLogo -NoProfile')
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.WorkingDirectory = $disks
    $start.Environment['HOME'] = $work
    $null = $start.Environment.Remove('XDG_DATA_HOME')
    $start.Environment['PSModulePath'] = $modules
    $start.Environment['NO_COLOR'] = '1'
    $start.Environment['TERM'] = 'dumb'
    [Diagnostics.Process]::Start($start)
}

function Wait-Text($Session, [Text.StringBuilder] $Text, [int] $From, [string] $Pattern) {
    $buffer = [char[]]::new(4096)
    while ($Text.ToString($From, $Text.Length - $From) -notmatch $Pattern) {
        $read = $Session.StandardOutput.ReadAsync($buffer, 0, $buffer.Length)
        if (-not $read.Wait([TimeSpan]::FromMinutes(3))) { throw "The session did not print '$Pattern'." }
        if ($read.Result -eq 0) { throw "The session ended before '$Pattern'." }
        $null = $Text.Append($buffer, 0, $read.Result)
    }
}

function Invoke-Session {
    # A prompt of its own tells when a command is done, and hides where the folder is.
    $session = Start-Session
    $null = $session.StandardError.ReadToEndAsync()
    $text = [Text.StringBuilder]::new()
    $session.StandardInput.WriteLine("`$ProgressPreference = 'SilentlyContinue'; `$PSStyle.OutputRendering = 'PlainText'; function prompt { 'PS ~/disks> ' }")
    $session.StandardInput.WriteLine("'ready' + 'now'")
    Wait-Text $session $text 0 'readynow\s+PS ~/disks> $'
    foreach ($step in $steps) {
        $from = $text.Length
        $session.StandardInput.WriteLine($step.type)
        if ($step.interruptAt) {
            Wait-Text $session $text $from $step.interruptAt
            kill -INT $session.Id
        }
        Wait-Text $session $text $from '\nPS ~/disks> $'
        $printed = ($text.ToString($from, $text.Length - $from) -replace "`r" -replace '\nPS ~/disks> $').Split("`n", 2)
        $body = if ($printed.Count -gt 1) { ($printed[1].Trim("`n") -replace '(?m)[ \t]+$' -replace [regex]::Escape($work), '~' -replace '\n{3,}', "`n`n") } else { '' }
        if ($step.interruptAt) { $body = $body.TrimEnd() + "`n^C" }
        @{ step = $step; text = "PS ~/disks> $($step.type)`n$body" }
    }
    $session.StandardInput.WriteLine('exit')
    $session.WaitForExit()
}

function Format-Session($Results) {
    foreach ($result in $Results) {
        if ($result.step.title) { "## $($result.step.title)", '' }
        if ($result.step.say) { $result.step.say, '' }
        '```text', $result.text.TrimEnd(), '```', ''
    }
}

try {
    foreach ($name in 'server2003r2-x86', 'server2003-x86-generalized', 'server2008-x86', 'windows7-x86', 'server2008r2-x64') { Expand-Disk $name }
    if ($ModulePath) {
        $null = New-Item -ItemType Directory -Path $modules -Force
        Copy-Item -LiteralPath $ModulePath -Destination (Join-Path $modules 'AzLegacyOs') -Recurse
        return (Format-Session (Invoke-Session)) -join "`n"
    }

    git clone --quiet $repository (Join-Path $work 'azlegacyos')
    $installed = & (Get-Process -Id $PID).Path -NoProfile -Command "`$env:HOME = '$work'; `$env:NUGET_PACKAGES = '$(if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' })'; Remove-Item env:XDG_DATA_HOME -ErrorAction Ignore; & '$work/azlegacyos/build.ps1' Install" | Where-Object { $_ -match 'Installed in|Warning\(s\)|Error\(s\)' }
    $lines = @(
        '# Quick start'
        ''
        'From a clone to a rehearsed migration, on any system, with git, the .NET 10 SDK and PowerShell; no subscription. This page is a real session:'
        '`docs/guides/make-quick-start.ps1` types the commands and writes down what is printed.'
        ''
        '## Build and install'
        ''
        '```text'
        'PS ~> git clone <address of the repository> azlegacyos'
        'PS ~> ./azlegacyos/build.ps1 Install'
        $installed | ForEach-Object { $_.Trim() -replace [regex]::Escape($work), '~' }
        '```'
        ''
        'Open a new shell. The disks of this page are fixtures of the project (`tests/fixtures/images`, unpacked with gzip).'
        ''
        Format-Session (Invoke-Session)
        '## Next'
        ''
        '- `Get-Help about_AzLegacyOs`, and its pages on rules, authentication and the rehearsal'
        '- [What each rule means](../rules/README.md)'
        '- [Errors](../errors.md)'
    )
    Set-Content -LiteralPath (Join-Path $PSScriptRoot 'quick-start.md') -Value ($lines -join "`n")
} finally {
    Remove-Item -LiteralPath $work -Recurse -Force
}
