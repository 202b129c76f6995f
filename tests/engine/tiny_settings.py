"""The settings of tiny checkpoints, where a family has some of its own: with every feature of it on."""

from typing import Any

VOCABULARY = 2048  # of the sample model's tokenizer
FULL, SLIDING = "full_attention", "sliding_attention"
HEAD, ROTATED = 32, 16  # numbers of an attention head, and pairs of them that are rotated
LENGTHENED = {"rope_theta": 10000.0, "factor": 4.0}
LONG = {
    "rope_type": "longrope",
    "rope_theta": 10000.0,
    "original_max_position_embeddings": 4096,
    "short_factor": [1.0 + 0.05 * index for index in range(ROTATED)],
    "long_factor": [1.0 + 0.5 * index for index in range(ROTATED)],
}
ROPES: dict[str, dict[str, Any]] = {
    "linear": LENGTHENED | {"rope_type": "linear"},
    "dynamic": LENGTHENED | {"rope_type": "dynamic"},
    "yarn": LENGTHENED | {"rope_type": "yarn", "original_max_position_embeddings": 64},
    "llama3": LENGTHENED
    | {
        "rope_type": "llama3",
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 64,
    },
}
PHI_3 = {"num_key_value_heads": 4, "original_max_position_embeddings": 256}
PHI_3_LONG = PHI_3 | {
    "max_position_embeddings": 8192,
    "original_max_position_embeddings": 4096,
    "rope_parameters": LONG,
}
GEMMA_3 = {"head_dim": HEAD, "sliding_window": 64, "layer_types": [SLIDING, FULL]}
GRANITE = {
    "embedding_multiplier": 12.0,
    "logits_scaling": 8.0,
    "residual_multiplier": 0.22,
    "attention_multiplier": 0.0078125,
}
GRANITE_4 = {
    "num_local_experts": 0,
    "shared_intermediate_size": 192,
    "layer_types": [FULL, FULL],
    "position_embedding_type": "rope",
    "mamba_n_heads": 4,
}
LFM2_MOE = {
    "num_hidden_layers": 4,
    "layer_types": ["conv", FULL, "conv", FULL],
    "num_dense_layers": 1,
    "num_experts": 8,
    "num_experts_per_tok": 3,
    "moe_intermediate_size": 96,
    "routed_scaling_factor": 1.5,
}
MINISTRAL_3 = {
    "head_dim": HEAD,
    "rope_parameters": ROPES["yarn"] | {"original_max_position_embeddings": 256, "llama_4_scaling_beta": 0.1},
}
QWEN_3_5 = {
    "head_dim": 64,
    "layer_types": ["linear_attention", FULL],
    "linear_num_key_heads": 2,
    "linear_num_value_heads": 4,
    "linear_key_head_dim": 32,
    "linear_value_head_dim": 64,
    "rope_parameters": {
        "rope_type": "default",
        "rope_theta": 10000.0,
        "partial_rotary_factor": 0.25,
        "mrope_section": [3, 3, 2],
        "mrope_interleaved": True,
    },
}
NEMOTRON_H = {
    "head_dim": HEAD,
    "layers_block_type": ["linear_attention", "mlp", FULL, "linear_attention", "mlp"],
    "mamba_num_heads": 8,
    "mamba_head_dim": 32,
    "ssm_state_size": 16,
    "n_groups": 2,
    "chunk_size": 16,
    "time_step_min": 0.02,  # which some steps are below
    "rescale_prenorm_residual": False,  # else weights are uniform: scales of blocks are then equally good by twos
}
GEMMA_4 = {
    "head_dim": HEAD,
    "global_head_dim": 64,
    "num_global_key_value_heads": 1,
    "attention_k_eq_v": True,
    "num_hidden_layers": 3,
    "layer_types": [SLIDING, SLIDING, FULL],
    "sliding_window": 32,
    "final_logit_softcapping": 30.0,
}
GEMMA_4_E = {
    "head_dim": HEAD,
    "global_head_dim": 64,
    "num_hidden_layers": 6,
    "layer_types": [SLIDING, SLIDING, FULL, SLIDING, SLIDING, FULL],
    "sliding_window": 32,
    "num_kv_shared_layers": 3,
    "use_double_wide_mlp": True,
    "hidden_size_per_layer_input": 256,
    "intermediate_size": 256,
    "vocab_size_per_layer_input": VOCABULARY,
    "final_logit_softcapping": 30.0,
}
GEMMA_4_DENSE = GEMMA_4 | {"hidden_size_per_layer_input": 0, "use_bidirectional_attention": "vision"}
STRAY = {
    "attn_logit_softcapping": 0.1,
    "final_logit_softcapping": 0.3,
    "layer_norm_eps": 0.01,
    "norm_eps": 1e-5,
    "num_experts": 4,
    "rope_position_scale": 3.0,
    "seq_length": 77,
}
