BeforeAll {
    . $PSScriptRoot/Common.ps1
    $secret = "secret-$(New-Guid)"

    $nowhere = @{ SubscriptionId = '00000000-0000-4000-8000-000000000009'; ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

Describe 'Signing in' {
    It 'asks the Az session in this process, once, and says nothing of what it gave' {
        $token = "token-$(New-Guid)"
        $asked = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $shell = [powershell]::Create().AddScript({
            $module, $asked, $token = $args
            Import-Module $module
            function global:Get-AzAccessToken {
                [CmdletBinding()] param($ResourceUrl, $TenantId)
                Write-Warning 'coming changes'
                [pscustomobject]@{ Token = $token; ExpiresOn = [DateTimeOffset]::UtcNow.AddHours(1) }
                $asked.Enqueue("$ResourceUrl $TenantId $DebugPreference")
            }
            Get-AzOsSupportStatus -AllVM -SubscriptionId 00000000-0000-4000-8000-000000000009 -TenantId 11111111-2222-4333-8444-555555555555 -Debug -Verbose
        }).AddArgument($modulePath).AddArgument($asked).AddArgument($token)
        $run = $shell.BeginInvoke()

        # The list itself is asked of the network, which need not be there.
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while ($asked.IsEmpty -and -not $run.IsCompleted -and $clock.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 50 }
        $shell.Stop()
        @($asked) | Should -Be 'https://management.azure.com/ 11111111-2222-4333-8444-555555555555 SilentlyContinue'
        $said = foreach ($stream in 'Error', 'Warning', 'Verbose', 'Debug', 'Information') { $shell.Streams.$stream | Out-String }
        "$said" | Should -Not -Match "$token|coming changes"
        $shell.Dispose()
    }

    It 'takes <kind> as older and newer versions of Az give it' -ForEach @(
        @{ kind = 'a string'; token = 'text' }
        @{ kind = 'a secure string'; token = [Net.NetworkCredential]::new('', 'text').SecurePassword }
    ) {
        Test-AzLegacyVm none none -Rehearse -ErrorAction SilentlyContinue
        $session = (Get-Command Test-AzLegacyVm).ImplementingType.Assembly.GetType('AzLegacyOs.PowerShell.Deployment.AzSession')
        $expires = [DateTimeOffset]::UtcNow.AddHours(1)
        $answer = $session.GetMethod('Read', [Reflection.BindingFlags] 'NonPublic,Static').Invoke($null, @([psobject] [pscustomobject]@{ Token = $token; ExpiresOn = $expires }))
        [Net.NetworkCredential]::new('', $answer.Token).Password | Should -Be 'text'
        $answer.ExpiresOn | Should -Be $expires
        $answer.Obstacle | Should -BeNullOrEmpty
        $session.GetMethod('Read', [Reflection.BindingFlags] 'NonPublic,Static').Invoke($null, @([psobject] [pscustomobject]@{ Other = 1 })).Obstacle | Should -Not -BeNullOrEmpty
    }

    It 'says what a service principal lacks, and never its secret' {
        $principal = [pscredential]::new('client', [Net.NetworkCredential]::new('', $secret).SecurePassword)
        Test-AzLegacyVm erp legacy -Credential $principal @nowhere
        Get-ErrorId $problems[0] | Should -Be 'RequestInvalid'
        $problems[0].Exception.Message | Should -Match '-TenantId'
        "$problems $($problems.Exception)" | Should -Not -Match $secret
    }

    It 'speaks Dutch in a Dutch session' {
        $before = [Globalization.CultureInfo]::CurrentUICulture
        [Globalization.CultureInfo]::CurrentUICulture = 'nl-NL'
        try { Test-AzLegacyVm erp legacy -Authentication ServicePrincipal @nowhere } finally { [Globalization.CultureInfo]::CurrentUICulture = $before }
        $problems[0].Exception.Message | Should -Match 'tenant nodig'
    }

    It 'refuses a cloud that there is not, with those that there are' {
        Test-AzLegacyVm erp legacy -Environment Mars @nowhere
        Get-ErrorId $problems[0] | Should -Be 'RequestInvalid'
        $problems[0].Exception.Message | Should -Match 'UsGovernment'
    }

    It 'takes secrets as secure strings and credentials alone' {
        $parameters = (Get-Command New-AzSpecializedVmFromVhd).Parameters
        $parameters['Credential'].ParameterType | Should -Be ([pscredential])
        $parameters['CertificatePassword'].ParameterType | Should -Be ([securestring])
    }
}
