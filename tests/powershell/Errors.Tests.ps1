BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $target = @{ ResourceGroupName = 'legacy'; Location = 'westeurope' }
}

Describe 'Errors' {
    It 'says ImageReadError for a file that another program has locked, and goes on' {
        $locked = Join-Path $TestDrive 'locked.vhd'
        Copy-Item -LiteralPath $image $locked
        $holder = [IO.File]::Open($locked, 'Open', 'ReadWrite', 'None')
        try { $found = $locked, $image | Test-AzLegacyVhd -ErrorVariable problems -ErrorAction SilentlyContinue } finally { $holder.Dispose() }
        $found.Path | Should -Be $image
        Get-ErrorId $problems[0] | Should -Be 'ImageReadError'
        $problems[0].CategoryInfo.Category | Should -Be 'ReadError'
        $problems[0].TargetObject | Should -Be $locked
    }

    It 'has <id> for <exception>' -ForEach @(
        # What can hardly be brought about by hand (root may read everything) is asked of the class that makes the records.
        @{ exception = [UnauthorizedAccessException]::new('no'); id = 'ImageAccessDenied'; category = 'PermissionDenied' }
        @{ exception = [IO.IOException]::new('no'); id = 'ImageReadError'; category = 'ReadError' }
        @{ exception = [InvalidOperationException]::new('no'); id = 'ImageInspectionFailed'; category = 'NotSpecified' }
    ) {
        $assembly = (Get-Command Test-AzLegacyVhd).ImplementingType.Assembly
        $record = $assembly.GetType('AzLegacyOs.PowerShell.Pipeline.ErrorRecords').GetMethod('OfImage').Invoke($null, @([Exception] $exception, [object] 'https://host/a.vhd?sig=SECRET'))
        $record.FullyQualifiedErrorId | Should -Be $id
        $record.CategoryInfo.Category | Should -Be $category
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $record.TargetObject | Should -Be 'https://host/a.vhd'
    }

    It 'ends the command when nobody is signed in, because no image could go on' {
        $home0 = Join-Path $TestDrive 'home'
        $script = "`$env:PATH = ''; `$env:HOME = '$home0'; `$env:USERPROFILE = '$home0'; Get-ChildItem env:AZURE_*, env:IDENTITY_*, env:MSI_* | Remove-Item; " +
            "Import-Module '$modulePath'; `$null = '$image', '$image' | New-AzSpecializedVmFromVhd -Name erp -ResourceGroupName legacy -Location westeurope -SubscriptionId 00000000-0000-4000-8000-000000000001 -WhatIf -ErrorAction Continue -ErrorVariable problems; 'not reached'"
        $lines = Invoke-Fresh "try { $script } catch { `$_.FullyQualifiedErrorId; `$_.CategoryInfo.Category; `$_.TargetObject; `$_.ErrorDetails.RecommendedAction }"
        $lines[0] | Should -Match ('^(' + 'NotSignedIn|SignInFailed' + '),')
        $lines[1] | Should -Be 'AuthenticationError'
        $lines[2] | Should -Be $image
        $lines[3] | Should -Match 'Connect-AzAccount'
    }

    It 'stops at the first error with -ErrorAction Stop' {
        $reached = [Collections.Generic.List[object]]::new()
        { 'missing.vhd', $image | Test-AzLegacyVhd -ErrorAction Stop | ForEach-Object { $reached.Add($_) } } | Should -Throw -ErrorId 'ImageNotFound*'
        $reached.Count | Should -Be 0
    }

    It 'stops at an error of the upload with -ErrorAction Stop, and leaves the session usable' {
        $generalized = Get-Fixture server2003-x86-generalized
        { $generalized, $image | New-AzSpecializedVmFromVhd -Name erp @target -Rehearse -ErrorAction Stop } | Should -Throw -ErrorId 'ImageBlocked*'
        (New-AzSpecializedVmFromVhd $image -Name erp @target -Rehearse).Name | Should -Be 'erp'
    }
}
