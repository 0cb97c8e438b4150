#!/usr/bin/env pwsh
<#
.SYNOPSIS
Runs the Pester tests on the module that the build laid out in output/AzLegacyOs, and closes with one line of counts.
.DESCRIPTION
Needs Pester 5. Ends with the number of failed tests, at most 100, as its exit code.
.EXAMPLE
./tests/powershell/run.ps1
.EXAMPLE
./tests/powershell/run.ps1 -Path ./tests/powershell/Test-AzLegacyVhd.Tests.ps1 -Output Detailed
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,

    [ValidateSet('None', 'Normal', 'Detailed')]
    [string] $Output = 'Normal'
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $Output
$result = Invoke-Pester -Configuration $configuration
"Pester on PowerShell $($PSVersionTable.PSVersion): passed $($result.PassedCount), failed $($result.FailedCount), skipped $($result.SkippedCount)"
$broken = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
exit [Math]::Min(100, $broken)
