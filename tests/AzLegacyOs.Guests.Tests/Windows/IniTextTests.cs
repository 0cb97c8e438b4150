using AzLegacyOs.Guests.Windows;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class IniTextTests
{
    [Fact]
    public void AValue_IsFoundInItsSectionAlone()
    {
        const string Text = "\uFEFF[Other]\r\nImageState=wrong\r\n[STATE]\r\n imagestate = \"IMAGE_STATE_COMPLETE\" \r\n";

        Assert.Equal("IMAGE_STATE_COMPLETE", IniText.Find(Text, "State", "ImageState"));
        Assert.Null(IniText.Find(Text, "State", "Missing"));
        Assert.Null(IniText.Find("ImageState=x", "State", "ImageState"));
    }
}
