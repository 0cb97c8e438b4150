BeforeDiscovery {
    # Copies of what another module may have loaded before us; without a package source these tests are skipped.
    $packages = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { Join-Path $HOME '.nuget/packages' }
    $null = dotnet restore (Join-Path $PSScriptRoot 'foreign') 2>&1
    $foreign = @(
        @{ what = 'an older Azure.Core'; file = Join-Path $packages 'azure.core/1.36.0/lib/netstandard2.0/Azure.Core.dll' }
        @{ what = 'a newer Azure.Core'; file = Join-Path $packages 'azure.core/1.55.0/lib/netstandard2.0/Azure.Core.dll' }
        @{ what = 'an older Azure.Identity'; file = Join-Path $packages 'azure.identity/1.11.4/lib/netstandard2.0/Azure.Identity.dll' }
        @{ what = 'an older System.ClientModel'; file = Join-Path $packages 'system.clientmodel/1.0.0/lib/netstandard2.0/System.ClientModel.dll' }
        @{ what = 'an older System.Text.Json'; file = Join-Path $packages 'system.text.json/6.0.10/lib/netstandard2.0/System.Text.Json.dll' }
        @{ what = 'a newer System.Text.Json'; file = Join-Path $packages 'system.text.json/10.0.14/lib/netstandard2.0/System.Text.Json.dll' }
    )
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $deploy = "(New-AzSpecializedVmFromVhd '$image' erp legacy westeurope -Rehearse).Name"

    # The Azure assemblies by context, of the process that runs it.
    $contexts = '[System.Runtime.Loader.AssemblyLoadContext]::All | ForEach-Object { $name = $_.Name; $_.Assemblies | Where-Object { $_.GetName().Name -like ''Azure.*'' } | ForEach-Object { "$name $($_.GetName().Name) $($_.GetName().Version)" } }'
    $handlers = '@([System.Runtime.Loader.AssemblyLoadContext].GetField(''AssemblyResolve'', ''NonPublic,Static'').GetValue($null) | ForEach-Object { $_.GetInvocationList() } | Where-Object { $_.Method.DeclaringType.FullName -like ''AzLegacyOs.*'' }).Count'
}

Describe 'The module' {
    Context 'manifest' {
        It 'is valid' { (Test-ModuleManifest (Join-Path $modulePath 'AzLegacyOs.psd1')).Name | Should -Be 'AzLegacyOs' }
        It 'exports cmdlets alone' { (Get-Command -Module AzLegacyOs).CommandType | Select-Object -Unique | Should -Be 'Cmdlet' }
        It 'exports what it names' {
            $named = (Import-PowerShellDataFile (Join-Path $modulePath 'AzLegacyOs.psd1')).CmdletsToExport
            (Get-Command -Module AzLegacyOs).Name | Sort-Object | Should -Be ($named | Sort-Object)
        }
        It 'has nothing that PSScriptAnalyzer warns of' -Skip:(-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
            $found = foreach ($path in (Join-Path $modulePath 'AzLegacyOs.psd1'), (Join-Path $repository 'build.ps1'), $PSScriptRoot) {
                Invoke-ScriptAnalyzer -Path $path -Recurse -Settings (Join-Path $repository 'tests/powershell/PSScriptAnalyzerSettings.psd1')
            }
            $found | Out-String | Should -BeNullOrEmpty
        }
        It 'supports both editions' { (Get-Module AzLegacyOs).CompatiblePSEditions | Should -Be 'Desktop', 'Core' }
    }

    # Windows PowerShell has no load contexts: there strong-named versions live side by side.
    Context 'loading' -Skip:($PSEdition -eq 'Desktop') {
        It 'loads no Azure assembly at import, nor for the offline cmdlets' {
            $lines = Invoke-Fresh "Import-Module '$modulePath'; `$null = Test-AzLegacyVhd '$image'; `$null = Get-AzOsSupportStatus; $contexts"
            $lines | Should -BeNullOrEmpty
        }

        It 'keeps Azure assemblies out of the default context' {
            $lines = Invoke-Fresh "Import-Module '$modulePath'; $deploy; $contexts"
            $lines[0] | Should -Be 'erp'
            $lines[1..99] | Should -Not -BeNullOrEmpty
            $lines[1..99] | Should -BeLike 'AzLegacyOs Azure.*'
        }

        It 'works beside <what> that was loaded <when>' -ForEach @(
            foreach ($one in $foreign) { foreach ($when in 'before', 'after') { @{ what = $one.what; file = $one.file; when = $when } } }
        ) {
            if (-not (Test-Path $file)) { Set-ItResult -Skipped -Because "$file could not be restored" }
            $load = "`$null = [Reflection.Assembly]::LoadFrom('$file'); "
            $import = "Import-Module '$modulePath'; "
            $lines = Invoke-Fresh ($(if ($when -eq 'before') { $load + $import } else { $import + $load }) + "$deploy; $contexts")
            $lines[0] | Should -Be 'erp'
            $lines | Where-Object { $_ -like 'AzLegacyOs Azure.Core *' } | Should -BeLike '* 1.53.*'
        }

        It 'works when it is imported twice with -Force' {
            Invoke-Fresh "Import-Module '$modulePath'; $deploy; Import-Module '$modulePath' -Force; Import-Module '$modulePath' -Force; $deploy" | Should -Be 'erp', 'erp'
        }

        It 'leaves no handler behind when it is removed' {
            Invoke-Fresh "Import-Module '$modulePath'; $handlers; Import-Module '$modulePath' -Force; $handlers; Remove-Module AzLegacyOs; $handlers" | Should -Be '1', '1', '0'
        }

        It 'works in several runspaces at once' {
            $results = 1..4 | ForEach-Object -Parallel {
                Import-Module $using:modulePath
                (New-AzSpecializedVmFromVhd $using:image "erp$_" legacy westeurope -Rehearse).Name
            }
            $results | Sort-Object | Should -Be 'erp1', 'erp2', 'erp3', 'erp4'
        }
    }
}
