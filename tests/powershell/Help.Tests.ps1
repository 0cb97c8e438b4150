BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $commands = (Get-Command -Module AzLegacyOs).Name
    $examples = foreach ($command in $commands) {
        foreach ($example in (Get-Help $command -Full).examples.example) { @{ command = $command; title = $example.title; code = $example.code } }
    }
    $topics = (Get-ChildItem (Join-Path $PSScriptRoot '../../docs/about') -Filter about_*.md).BaseName
    $topicExamples = foreach ($topic in $topics) {
        $text = Get-Content (Join-Path $PSScriptRoot "../../docs/about/$topic.md") -Raw
        foreach ($block in [regex]::Matches($text, '(?s)```powershell\r?\n(.*?)\r?\n```')) { @{ command = $topic; title = $block.Groups[1].Value -replace '\s+', ' '; code = $block.Groups[1].Value } }
    }
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    $parameters = foreach ($command in $commands) {
        foreach ($name in (Get-Command $command).Parameters.Keys | Where-Object { $_ -notin $common }) { @{ command = $command; name = $name } }
    }
}

BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'The help' {
    It 'tells what <_> does, with a description and at least two examples' -ForEach $commands {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$_ *<*"
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
    }

    It 'explains <command> -<name>' -ForEach $parameters {
        $parameter = Get-Help $command -Parameter $name
        $parameter.description.Text | Should -Match '\w+ .*\.$'
    }

    It 'names no parameter of <_> that is not there' -ForEach $commands {
        $real = (Get-Command $_).Parameters.Keys
        (Get-Help $_ -Full).parameters.parameter.name | Where-Object { $_ -notin $real } | Should -BeNullOrEmpty
    }

    It 'has the topic <_>, which a search for the module finds' -ForEach $topics {
        Get-Help $_ | Should -Match "TOPIC\s+$_"
        (Get-Help about_AzLegacyOs*).Name | Should -Contain $_
    }

    It 'shows the parameter sets of <_> as they are' -ForEach $commands {
        $shown = (Get-Help $_ -Full).syntax.syntaxItem
        $sets = (Get-Command $_).ParameterSets
        @($shown).Count | Should -Be $sets.Count
        foreach ($set in $sets) {
            $names = ($set.Parameters | Where-Object Name -NotIn ([Management.Automation.Cmdlet]::CommonParameters) | ForEach-Object Name | Sort-Object) -join ' '
            @($shown | ForEach-Object { ($_.parameter.name | Sort-Object) -join ' ' }) | Should -Contain $names
        }
    }

    It 'says of <command> -<name> what PowerShell knows' -ForEach $parameters {
        $said = Get-Help $command -Parameter $name
        $real = (Get-Command $command).Parameters[$name]
        $uses = @($real.ParameterSets.Values)
        $said.aliases | Should -Be $(if ($real.Aliases.Count) { $real.Aliases -join ', ' } else { 'none' })
        $said.pipelineInput | Should -BeLike $(if ($uses.ValueFromPipeline -contains $true -or $uses.ValueFromPipelineByPropertyName -contains $true) { 'true*' } else { 'false' })
        $said.globbing | Should -Be ([string]($real.Attributes.TypeId -contains [Management.Automation.SupportsWildcardsAttribute])).ToLowerInvariant()
    }

    It 'runs <command>: <title>' -ForEach @($examples; $topicExamples) {
        Get-ChildItem $TestDrive -Exclude server2003r2-x86.vhd, server2003-x86-generalized.vhd | Remove-Item -Recurse
        $null = Get-Fixture server2003r2-x86
        $null = Get-Fixture server2003-x86-generalized
        Push-Location $TestDrive
        # What looks at VMs looks at one that was rehearsed.
        $made = if ($command -in 'Test-AzLegacyVm', 'Get-AzOsSupportStatus') { New-AzSpecializedVmFromVhd ./server2003r2-x86.vhd erp legacy westeurope -Rehearse }
        $id = ($made.VmId -split '/')[2]
        function Get-AzVM { [CmdletBinding()] param($ResourceGroupName) [pscustomobject]@{ Name = 'erp'; ResourceGroupName = $ResourceGroupName; Id = $made.VmId } }
        $PSDefaultParameterValues = [Management.Automation.DefaultParameterDictionary]@{ 'Test-AzLegacyVm:Rehearse' = $true; 'Get-AzOsSupportStatus:Rehearse' = $true }
        try { & ([scriptblock]::Create('$ErrorActionPreference = ''Stop''; ' + $code)) | Out-String | Should -Not -BeNullOrEmpty }
        finally { Pop-Location }
    }
}
