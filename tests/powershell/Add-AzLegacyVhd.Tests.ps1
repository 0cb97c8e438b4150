BeforeAll {
    . $PSScriptRoot/Common.ps1
    $image = Get-Fixture server2003r2-x86
    $generalized = Get-Fixture server2003-x86-generalized
    $target = @{ ResourceGroupName = 'legacy'; Location = 'westeurope'; Rehearse = $true }
}

Describe 'Add-AzLegacyVhd' {
    It 'ends in a managed disk' {
        $result = Add-AzLegacyVhd $image -DiskName erp @target
        $result.DiskId | Should -BeLike '*/disks/erp'
        $result.UploadedBytes | Should -BeGreaterThan 512
        $result.UploadedBytes | Should -BeLessThan $result.TotalBytes
        $result.Assessment.Guest.Release | Should -Be 'WindowsServer2003R2'
        ($result | Out-String) | Should -Match 'Uploaded +: .* of 49 MiB in \d+ requests'
    }

    It 'gives the plan of the run with -WhatIf' {
        $plan = Add-AzLegacyVhd $image -DiskName erp -WhatIf @target
        $plan.GetType().Name | Should -Be 'ImageUploadPlan'
        $result = Add-AzLegacyVhd $image -DiskName erp @target
        ($plan.Resources | ForEach-Object { "$($_.Action) $($_.Id) $($_.Summary)" }) | Should -Be ($result.Plan.Resources | ForEach-Object { "$($_.Action) $($_.Id) $($_.Summary)" })
    }

    It 'uses a disk that holds the image already' {
        $results = $image, $image | Add-AzLegacyVhd -DiskName erp @target
        $results[1].UploadedBytes | Should -Be 0
        $results[1].DiskId | Should -Be $results[0].DiskId
    }

    It 'takes assessments and names each disk after its computer' {
        (Test-AzLegacyVhd $image | Add-AzLegacyVhd -DiskName { $_.Guest.ComputerName } @target).DiskId | Should -BeLike '*/disks/ERP01'
    }

    It 'says ImageBlocked with the remedy and goes on with the next image' {
        $result = $generalized, $image | Add-AzLegacyVhd -DiskName erp @target -ErrorVariable problems -ErrorAction SilentlyContinue
        $result.DiskId | Should -BeLike '*/disks/erp'
        Get-ErrorId $problems[0] | Should -Be 'ImageBlocked'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Force'
    }

    It 'goes on past a Blocker about the guest with -Force, and warns' {
        (Add-AzLegacyVhd $generalized -DiskName erp -Force @target -WarningVariable warnings -WarningAction SilentlyContinue).DiskId | Should -BeLike '*/disks/erp'
        "$warnings" | Should -Match 'ALO3\d{3}'
    }

    It 'works as a job that streams its progress and gives the result' {
        $job = Add-AzLegacyVhd $image -DiskName erp @target -Verify -AsJob
        $job | Should -BeOfType System.Management.Automation.Job
        (Get-Job -Id $job.Id).InstanceId | Should -Be $job.InstanceId
        $job.Command | Should -Be 'Add-AzLegacyVhd' -Because 'the line that was typed may hold a key'
        $null = $job | Wait-Job -Timeout 120
        $job.State | Should -Be 'Completed'
        $job.Progress.Count | Should -BeGreaterThan 0
        $result = $job | Receive-Job
        $result.DiskId | Should -BeLike '*/disks/erp'
        $result.IsVerified | Should -BeTrue
        $result.Statement | Should -Match 'read back and equal$'
        $job | Remove-Job
    }

    It 'makes a job of its own for each image, and brings its errors' {
        $jobs = $generalized, $image | Add-AzLegacyVhd -DiskName erp @target -AsJob
        $jobs.Count | Should -Be 2
        $null = $jobs | Wait-Job -Timeout 120
        Get-ErrorId $jobs[0].Error[0] | Should -Be 'ImageBlocked'
        ($jobs[1] | Receive-Job).DiskId | Should -BeLike '*/disks/erp'
        $jobs | Remove-Job
    }

    It 'leaves out free space with -SkipFreeSpace and sends less' {
        $all = Add-AzLegacyVhd $image -DiskName erp @target
        $less = Add-AzLegacyVhd $image -DiskName erp @target -SkipFreeSpace -MaxConcurrency 3 -MaxBytesPerSecond 1GB
        $less.UploadedBytes | Should -BeLessOrEqual $all.UploadedBytes
        $less.SkippedSpace.Count | Should -BeGreaterThan 0
    }

    It 'fills a page blob as who you are, and imports a disk from it' {
        $blob = 'https://legacydisks.blob.core.windows.net/vhds/erp.vhd'
        (Add-AzLegacyVhd $image -BlobUri $blob -Rehearse).Target | Should -Be $blob
        $result = Add-AzLegacyVhd $image -BlobUri $blob -DiskName erp @target -WarningVariable warnings -WarningAction SilentlyContinue
        $result.DiskId | Should -BeLike '*/disks/erp'
        "$warnings" | Should -Match ([regex]::Escape($blob))
    }

    It 'says <id> for <what>' -ForEach @(
        @{ what = 'no target'; more = @{}; id = 'TargetNotChosen' }
        @{ what = 'half a target'; more = @{ DiskName = 'erp' }; id = 'TargetNotChosen' }
        @{ what = 'two targets'; more = @{ DiskName = 'erp'; SasUri = 'https://example.com/a.vhd?sig=SECRET' }; id = 'TargetNotChosen' }
        @{ what = 'an address and an identity'; more = @{ BlobUri = 'https://example.com/c/a.vhd'; SasUri = 'https://example.com/a.vhd?sig=SECRET' }; id = 'TargetNotChosen' }
        @{ what = 'a key where none belongs'; more = @{ BlobUri = 'https://example.com/a.vhd?sig=SECRET'; Rehearse = $true }; id = 'RequestInvalid' }
        @{ what = 'a name that Azure does not take'; more = @{ DiskName = 'no/name'; ResourceGroupName = 'legacy'; Location = 'westeurope'; Rehearse = $true }; id = 'RequestInvalid' }
        @{ what = 'plain http'; more = @{ SasUri = 'http://example.com/a.vhd?sig=SECRET' }; id = 'RequestInvalid' }
    ) {
        $problem = $null
        try { Add-AzLegacyVhd $image @more -ErrorAction Stop } catch { $problem = $_ }
        Get-ErrorId $problem | Should -Be $id
        ($problem | Format-List * -Force | Out-String) -replace '(?m)^.*(MyCommand|Line |Statement).*$' | Should -Not -Match 'example.com/a.vhd\?sig=SECRET'
    }
}
