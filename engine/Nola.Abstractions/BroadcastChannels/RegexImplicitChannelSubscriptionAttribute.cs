using System.Diagnostics.CodeAnalysis;
using Orleans.BroadcastChannel;
using Orleans.Streams;

namespace Orleans;

/// <summary>Subscribes the grains of the class to the channels in namespaces that match a regular expression.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RegexImplicitChannelSubscriptionAttribute(
    [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    : ImplicitChannelSubscriptionAttribute(new ChannelNamespacePredicate(new RegexStreamNamespacePredicate(pattern)));
