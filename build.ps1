#!/usr/bin/env pwsh
<#
.SYNOPSIS
Cleans, builds, tests, packs or installs the module; a thin face over the targets that dotnet runs.
.DESCRIPTION
Each task is one command of dotnet, so that everything can be done without PowerShell; CONTRIBUTING.md lists them. Test also runs the Pester tests where
Pester 5 is there, on the package and not on the build folder.
.EXAMPLE
./build.ps1 -Task Clean, Build, Test
.EXAMPLE
./build.ps1 Pack
Makes the package for the PowerShell Gallery, the zip for Azure Automation and the command line as a .NET tool in output/packages.
.EXAMPLE
./build.ps1 Install
Installs the module for the current user.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Clean', 'Build', 'Test', 'Pack', 'Install')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'AzLegacyOs.sln'
$module = Join-Path $PSScriptRoot 'src/AzLegacyOs.PowerShell/AzLegacyOs.PowerShell.csproj'

foreach ($step in $Task) {
    switch ($step) {
        'Clean' { dotnet clean $solution --configuration $Configuration }
        'Build' { dotnet build $solution --configuration $Configuration }
        'Test' {
            dotnet test $solution --configuration $Configuration
            if ($LASTEXITCODE -ne 0) { break }
            dotnet pack $module --configuration $Configuration
            if ($LASTEXITCODE -ne 0) { break }
            if (-not (Get-Module -ListAvailable Pester | Where-Object Version -GE '5.0')) {
                Write-Warning 'Pester 5 is not here: the PowerShell tests did not run.'
                break
            }
            & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path $PSScriptRoot 'tests/powershell/run.ps1')
        }
        'Pack' { dotnet pack $solution --configuration $Configuration }
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
