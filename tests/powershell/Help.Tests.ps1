BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../output/AzLegacyOs') -Force
    $commands = (Get-Command -Module AzLegacyOs).Name
    $examples = foreach ($command in $commands) {
        foreach ($example in (Get-Help $command -Full).examples.example) { @{ command = $command; title = $example.title; code = $example.code } }
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

    It 'runs <command>: <title>' -ForEach $examples {
        Get-ChildItem $TestDrive -Exclude server2003r2-x86.vhd, server2003-x86-generalized.vhd | Remove-Item -Recurse
        $null = Get-Fixture server2003r2-x86
        $null = Get-Fixture server2003-x86-generalized
        Push-Location $TestDrive
        try { & ([scriptblock]::Create($code)) -ErrorAction Stop | Out-String | Should -Not -BeNullOrEmpty } finally { Pop-Location }
    }
}
