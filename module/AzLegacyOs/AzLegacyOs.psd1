@{
    RootModule             = 'AzLegacyOs.PowerShell.dll'
    ModuleVersion          = '0.0.0' # the build puts the version of Directory.Build.props here
    GUID                   = '5d0f7a55-6c0e-4f2b-9c0a-3c1d9f6e7a21'
    Author                 = 'AzLegacyOs maintainers'
    CompanyName            = 'AzLegacyOs'
    Copyright              = 'Copyright (c) AzLegacyOs maintainers. MIT licence.'
    Description            = 'Takes Windows Server 2003, 2008, XP, 7 and other legacy or 32-bit Windows machines to Azure: says what Azure supports, reads a disk image offline and tells whether it will work, and uploads and attaches it as the OS disk of a VM.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('AzLegacyOs.Format.ps1xml')
    TypesToProcess         = @('AzLegacyOs.Types.ps1xml')
    CmdletsToExport        = @('Add-AzLegacyVhd', 'Convert-AzLegacyVhd', 'Get-AzLegacyRule', 'Get-AzLegacyVmSize', 'Get-AzOsSupportStatus', 'New-AzSpecializedVmFromVhd', 'Test-AzLegacyVhd', 'Test-AzLegacyVm')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Azure', 'VHD', 'Migration', 'Legacy', 'Windows2003', 'Specialized', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = '' # the build puts the address of the repository here
            ReleaseNotes = 'See CHANGELOG.md of the project.'
            Prerelease   = '' # the build puts what follows the version's hyphen here
        }
    }
}
