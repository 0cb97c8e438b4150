# What the test files share: the module under test, and the disk images of the project.
$script:repository = Resolve-Path (Join-Path $PSScriptRoot '../..')
$script:modulePath = Join-Path $repository 'output/AzLegacyOs'

if (-not (Test-Path $modulePath)) { throw "There is no module in $modulePath. Build first: dotnet build AzLegacyOs.sln" }
Import-Module $modulePath -Force

function Get-Fixture {
    <# .SYNOPSIS Unpacks a disk image into the drive of the test and gives its path. #>
    param([string] $Name)

    $target = Join-Path $TestDrive "$Name.vhd"
    if (-not (Test-Path -LiteralPath $target)) {
        $packed = [IO.File]::OpenRead((Join-Path $repository "tests/fixtures/images/$Name.vhd.gz"))
        $data = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionMode]::Decompress)
        $file = [IO.File]::Create($target)
        try { $data.CopyTo($file) } finally { $file.Dispose(); $data.Dispose(); $packed.Dispose() }
    }
    $target
}

function Get-ErrorId {
    <# .SYNOPSIS The id of an error record, without the name of the cmdlet. #>
    param($ErrorRecord)

    ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
}
