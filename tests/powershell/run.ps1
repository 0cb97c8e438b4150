#!/usr/bin/env pwsh
<#
.SYNOPSIS
Runs the Pester tests on the package that `dotnet pack` made in output/packages, and closes with one line of counts.
.DESCRIPTION
Needs Pester 5. The package is unpacked into a folder of its own, as an installation does, and imported from there. Ends with the number of failed tests, at most 100, as its exit code.
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
. (Join-Path $PSScriptRoot 'Package.ps1')
$modules = Join-Path ([IO.Path]::GetTempPath()) "azlegacyos-$(New-Guid)"
$env:AZLEGACYOS_TEST_MODULE = Expand-ModulePackage (Join-Path $PSScriptRoot '../..') $modules
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $Output
try {
    $result = Invoke-Pester -Configuration $configuration
} finally {
    # The assemblies that this process has loaded stay on Windows until it ends.
    Remove-Item -LiteralPath $modules -Recurse -Force -ErrorAction Ignore
}
"Pester on PowerShell $($PSVersionTable.PSVersion): passed $($result.PassedCount), failed $($result.FailedCount), skipped $($result.SkippedCount)"
$broken = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
exit [Math]::Min(100, $broken)
