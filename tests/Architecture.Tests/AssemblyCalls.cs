using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ShopActors.Architecture.Tests;

/// <summary>One call, method load or field access in an assembly's code.</summary>
internal sealed record MemberUse(string CallerType, string CallerMethod, string Type, string Member, string Signature)
{
    public string Target => $"{Type}.{Member}";

    public override string ToString() => $"{CallerType}.{CallerMethod} uses {Target}({Signature})";
}

/// <summary>Reads which members an assembly's methods use, from its instructions, without loading it.</summary>
internal static class AssemblyCalls
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static List<MemberUse> Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var portable = new PEReader(stream);
        var metadata = portable.GetMetadataReader();
        var names = new TypeNames(metadata);
        var uses = new List<MemberUse>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            var caller = names.OfDefinition(method.GetDeclaringType());
            var callerMethod = metadata.GetString(method.Name);
            var body = portable.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
            while (body.RemainingBytes > 0)
            {
                if (ReadToken(ref body) is { } token && names.OfMember(token) is var (type, member, signature))
                {
                    uses.Add(new(caller, callerMethod, type, member, signature));
                }
            }
        }

        return uses;
    }

    /// <summary>Reads one instruction and gives its operand if that is a metadata token.</summary>
    private static EntityHandle? ReadToken(ref BlobReader body)
    {
        int value = body.ReadByte();
        if (value == 0xFE) value = 0xFE00 | body.ReadByte();
        var code = OpCodesByValue[unchecked((short)value)];
        switch (code.OperandType)
        {
            case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType:
                return MetadataTokens.EntityHandle(body.ReadInt32());
            case OperandType.InlineNone:
                return null;
            case OperandType.InlineSwitch:
                var targets = body.ReadInt32();
                body.Offset += 4 * targets;
                return null;
            default:
                body.Offset += code.OperandType switch
                {
                    OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                    OperandType.InlineVar => 2,
                    OperandType.InlineI8 or OperandType.InlineR => 8,
                    _ => 4,
                };
                return null;
        }
    }
}
