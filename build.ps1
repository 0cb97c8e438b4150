#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, packs or installs the module; a thin face over the targets that dotnet runs.
.EXAMPLE
./build.ps1 -Task Build, Test
.EXAMPLE
./build.ps1 Install
Installs the module for the current user.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pack', 'Install')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'AzLegacyOs.sln'
$module = Join-Path $PSScriptRoot 'src/AzLegacyOs.PowerShell/AzLegacyOs.PowerShell.csproj'

foreach ($step in $Task) {
    switch ($step) {
        'Build' { dotnet build $solution --configuration $Configuration }
        'Test' { dotnet test $solution --configuration $Configuration }
        'Pack' { dotnet build $module --configuration $Configuration -target:PackModule }
        'Install' {
            # Windows PowerShell looks for modules in another folder than PowerShell 7.
            $userModules = if ($PSEdition -eq 'Desktop') {
                @("-property:UserModules=$(Join-Path ([Environment]::GetFolderPath('MyDocuments')) 'WindowsPowerShell/Modules')")
            }
            dotnet build $module --configuration $Configuration -target:InstallModule @userModules
        }
    }
    if ($LASTEXITCODE -ne 0) { throw "$step failed with exit code $LASTEXITCODE." }
}
