namespace AzLegacyOs.Policy.Rules;

/// <summary>What a rule is about: the question of a person who asks for a part of the audit.</summary>
public enum RuleProfile
{
    /// <summary>Does Azure take the disk, and the VM that was asked for?</summary>
    Deployable,

    /// <summary>Does Windows start on the platform's hardware?</summary>
    Bootable,

    /// <summary>Does it get an address, and can a person log on over the network?</summary>
    Reachable,

    /// <summary>Do Microsoft and Azure support what it is and what runs in it?</summary>
    Supported,

    /// <summary>Is it tidy: settings that the platform wants otherwise, and unfinished work, that stop nothing?</summary>
    Hygiene,
}
